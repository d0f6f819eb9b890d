// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Adds properties of AWS::Serverless::Api to its document, as SAM's transform does: Models,
/// GatewayResponses, BinaryMediaTypes, Cors.
final class SamApi {
    private static final String GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses";

    private final Properties api;

    SamApi(Properties api) {
        this.api = api;
    }

    Node.Fields apply(Node.Fields document) {
        Node.Fields result = document;
        for (Map.Entry<String, Node.Field> model : members("Models").entrySet()) {
            String name = model.getKey().toLowerCase(Locale.ROOT);
            result = OpenApi.with(
                    result, "components/schemas", name, model.getValue().value().json());
        }
        return cors(binaryMediaTypes(gatewayResponses(validators(result))));
    }

    private static Node.Fields validators(Node.Fields document) {
        Node.Fields result = document;
        String written = Json.write(document.json());
        for (String validator : List.of("body-and-params", "body-only", "params-only", "no-validation")) {
            if (written.contains("\"" + validator + "\"")) {
                result = OpenApi.with(
                        result,
                        "x-amazon-apigateway-request-validators",
                        validator,
                        RequestValidators.all().get(validator));
            }
        }
        return result;
    }

    private Node.Fields gatewayResponses(Node.Fields document) {
        Node.Fields result = document;
        for (String type : members("GatewayResponses").keySet()) {
            ObjectNode response = api.inner("GatewayResponses")
                    .flatMap(responses -> responses.inner(type))
                    .map(SamApi::gatewayResponse)
                    .orElseGet(() -> Json.mapper().createObjectNode());
            result = OpenApi.with(result, GATEWAY_RESPONSES, type, response);
        }
        return result;
    }

    private Map<String, Node.Field> members(String property) {
        return api.inner(property)
                .map(inner -> (Map<String, Node.Field>) inner.fields().fields())
                .orElse(Map.of());
    }

    private static ObjectNode gatewayResponse(Properties response) {
        ObjectNode declared = Json.mapper().createObjectNode();
        response.text("StatusCode").ifPresent(status -> declared.put("statusCode", status));
        response.inner("ResponseParameters").ifPresent(parameters -> {
            ObjectNode all = declared.putObject("responseParameters");
            parameters.texts("Headers").forEach((name, value) -> all.put("gatewayresponse.header." + name, value));
            parameters.texts("Paths").forEach((name, value) -> all.put("gatewayresponse.path." + name, value));
            parameters
                    .texts("QueryStrings")
                    .forEach((name, value) -> all.put("gatewayresponse.querystring." + name, value));
        });
        response.node("ResponseTemplates").ifPresent(templates -> declared.set("responseTemplates", templates.json()));
        return declared;
    }

    /// Adds the binary media types, where SAM writes `image~1png` for `image/png`.
    private Node.Fields binaryMediaTypes(Node.Fields document) {
        List<Node> types = new ArrayList<>();
        for (Node type : api.items("BinaryMediaTypes")) {
            types.add(Node.text(type.json().asText().replace("~1", "/"), type.mark()));
        }
        return types.isEmpty()
                ? document
                : document.with("x-amazon-apigateway-binary-media-types", new Node.Items(types, api.mark()));
    }

    private Node.Fields cors(Node.Fields document) {
        Map<String, String> headers = corsHeaders();
        return headers.isEmpty()
                ? document
                : OpenApi.mapPaths(
                        document,
                        (name, path) -> path.find("options").isPresent() || isSecond(document, name)
                                ? path
                                : path.with("options", Node.of(preflight(headers, path), api.mark("Cors"))));
    }

    /// Tells whether a path differs from one before it only in a / at its end, and so is the same resource.
    private static boolean isSecond(Node.Fields document, String name) {
        return OpenApi.paths(document).stream()
                .filter(path -> path.replaceFirst("(.)/$", "$1").equals(name.replaceFirst("(.)/$", "$1")))
                .findFirst()
                .filter(first -> !first.equals(name))
                .isPresent();
    }

    /// Adds the header for credentials: only for `true`, and only with a specific origin. SAM ignores any
    /// other value, such as `"'true'"`.
    private static void credentials(Properties cors, Map<String, String> headers) {
        String allowed = cors.text("AllowCredentials").orElse("false");
        if (!allowed.equalsIgnoreCase("true")) {
            if (!allowed.equalsIgnoreCase("false")) {
                cors.problems()
                        .warn(
                                cors.mark("AllowCredentials"),
                                cors.owner() + ": SAM leaves out AllowCredentials, which is not true: " + allowed);
            }
            return;
        }
        if (cors.text("AllowOrigin").orElse("'*'").equals("'*'")) {
            cors.problem("AllowCredentials", "can not be true when AllowOrigin is '*' or not set");
        }
        headers.put("Access-Control-Allow-Credentials", "'true'");
    }

    /// Reads Cors, which is an origin, or an object with more settings.
    private Map<String, String> corsHeaders() {
        if (api.node("Cors").filter(Node.Scalar.class::isInstance).isPresent()) {
            return Map.of("Access-Control-Allow-Origin", api.text("Cors").orElseThrow());
        }
        return api.inner("Cors").map(SamApi::corsHeaders).orElse(Map.of());
    }

    private static Map<String, String> corsHeaders(Properties cors) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!cors.fields().fields().isEmpty()) {
            headers.put("Access-Control-Allow-Origin", cors.text("AllowOrigin").orElse("'*'"));
        }
        for (String name : cors.fields().fields().keySet()) {
            switch (name) {
                case "AllowOrigin", "AllowHeaders", "AllowMethods" ->
                    headers.put("Access-Control-" + name.replace("Allow", "Allow-"), cors.required(name));
                case "MaxAge" -> headers.put("Access-Control-Max-Age", cors.required(name));
                case "AllowCredentials" -> credentials(cors, headers);
                default -> cors.problem(name, "is not supported");
            }
        }
        return headers;
    }

    private static ObjectNode preflight(Map<String, String> headers, Node.Fields path) {
        ObjectNode operation = Json.mapper().createObjectNode();
        ObjectNode integration = operation.putObject("x-amazon-apigateway-integration");
        integration.put("type", "mock");
        integration.putObject("requestTemplates").put("application/json", "{\"statusCode\": 200}");
        ObjectNode response = integration.putObject("responses").putObject("default");
        response.put("statusCode", "200");
        response.putObject("responseTemplates").put("application/json", "{}");
        ObjectNode declared = operation.putObject("responses").putObject("200");
        declared.put("description", "What other origins may do");
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Access-Control-Allow-Methods", "'" + methods(path) + "'");
        all.forEach((name, value) -> {
            response.withObject("/responseParameters").put("method.response.header." + name, value);
            declared.withObject("/headers").putObject(name).putObject("schema").put("type", "string");
        });
        return operation;
    }

    private static String methods(Node.Fields path) {
        List<String> methods = path.find(OpenApi.ANY_METHOD).isPresent()
                ? OpenApi.METHODS.stream()
                        .filter(method -> !method.equals(OpenApi.ANY_METHOD))
                        .toList()
                : OpenApi.METHODS.stream()
                        .filter(method ->
                                method.equals("options") || path.find(method).isPresent())
                        .toList();
        return String.join(",", methods).toUpperCase(Locale.ROOT);
    }
}
