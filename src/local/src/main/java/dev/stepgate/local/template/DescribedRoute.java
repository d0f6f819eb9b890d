// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A route of a REST or HTTP API, for showing it to people with an example of its path. Used by the command
/// line's table of endpoints and by the console.
///
/// @param method such as `GET`; `ANY` for all
/// @param path as the document writes it, without a stage: `/users/{id}`
/// @param operation in the document
/// @param parameters of the path item and the operation, one list for each
public record DescribedRoute(String method, String path, JsonNode operation, List<JsonNode> parameters) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final String ANY_METHOD = "x-amazon-apigateway-any-method";

    /// Reads the routes of an OpenAPI document, in its order.
    public static List<DescribedRoute> of(JsonNode openApi) {
        List<DescribedRoute> routes = new ArrayList<>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey();
                    if (METHODS.contains(name) || name.equals(ANY_METHOD)) {
                        routes.add(new DescribedRoute(
                                name.equals(ANY_METHOD) ? "ANY" : name.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue(),
                                List.of(
                                        path.getValue().path("parameters"),
                                        operation.getValue().path("parameters"))));
                    }
                }));
        return routes;
    }

    /// Replaces `{id}` in a path by the parameter's example, or 1.
    public String withExamples(String staged) {
        String filled = staged;
        for (JsonNode list : parameters) {
            for (JsonNode parameter : list) {
                JsonNode example = parameter.has("example")
                        ? parameter.path("example")
                        : parameter.path("schema").path("example");
                if (!example.isMissingNode()) {
                    filled = filled.replace("{" + parameter.path("name").asText() + "}", example.asText());
                }
            }
        }
        return filled.replaceAll("\\{[^}]*}", "1");
    }
}
