// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.MethodKey;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.OpenApiPaths;
import dev.stepgate.local.apigateway.ResourcePath;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Stage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads an OpenAPI document with API Gateway's
/// [extensions](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html).
/// Errors are added to the problems, and reading continues.
final class RestApiReader {
    private static final String EXTENSION = OpenApiPaths.EXTENSION;

    /// The extensions that are read, or have no effect here.
    private static final Set<String> EXTENSIONS = Set.of(
            "request-validators",
            "request-validator",
            "gateway-responses",
            "binary-media-types",
            "api-key-source",
            "endpoint-configuration",
            "importexport-version",
            "minimum-compression-size",
            "documentation",
            "cors",
            "policy");

    private static final Set<String> OF_OPERATIONS = Set.of(EXTENSION + "request-validator");

    private final OpenApiNode document;
    private final Stage stage;

    RestApiReader(OpenApiNode document, Stage stage) {
        this.document = document;
        this.stage = stage;
    }

    RestApi read() {
        OpenApiPaths.onlyExtensions(document, EXTENSIONS);
        Map<String, Map<String, RestMethod>> methods = new LinkedHashMap<>();
        OpenApiPaths.read(document, OF_OPERATIONS)
                .forEach(
                        path -> read(path, methods.computeIfAbsent(resource(path.path()), _ -> new LinkedHashMap<>())));
        List<Routes.Resource<RestMethod>> resources = methods.entrySet().stream()
                .map(each -> new Routes.Resource<>(ResourcePath.parse(each.getKey()), each.getValue()))
                .toList();
        refuseTwins(resources);
        return api(resources);
    }

    private RestApi api(List<Routes.Resource<RestMethod>> resources) {
        ApiKeySource keys = RestIntegrationReader.choice(document, EXTENSION + "api-key-source", ApiKeySource.class)
                .orElse(ApiKeySource.HEADER);
        ApiDeployment deployment =
                new ApiDeployment(stage, binaryMediaTypes(), document.notHere(), document.warnings());
        return new RestApi(deployment, new Routes<>(resources), GatewayResponseReader.read(document), keys);
    }

    private Set<String> binaryMediaTypes() {
        Set<String> types = new HashSet<>();
        document.member(EXTENSION + "binary-media-types")
                .ifPresent(list ->
                        list.elements().forEach(type -> types.add(type.text().toLowerCase(Locale.ROOT))));
        return types;
    }

    /// The resource that a path stands for: `/users/` and `/users` are the same one (aws-sam-translator 1.115.0,
    /// api_generator: "API Gateway treats /path and /path/ as the same resource").
    private static String resource(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void read(OpenApiPaths.Path path, Map<String, RestMethod> methods) {
        if (!path.path().startsWith("/")) {
            path.item().problem("a path must start with /");
        }
        path.operations().forEach((httpMethod, operation) -> {
            MethodKey key = new MethodKey(httpMethod, resource(path.path()));
            RestMethod twin =
                    methods.put(httpMethod, new MethodReader(document, path.item(), operation, stage).read(key));
            if (twin != null) {
                operation.problem("the resource " + resource(path.path()) + " has the method " + httpMethod
                        + " already: a / at the end of a path makes no other resource");
            }
        });
        checkGreedy(path.path(), path.item());
    }

    private static void checkGreedy(String path, OpenApiNode item) {
        int greedy = path.indexOf("+}");
        if (greedy >= 0 && greedy + 2 < path.length()) {
            item.problem("a greedy parameter must be the last segment of its path");
        }
    }

    /// Refuses two paths that differ only in the names of their parameters.
    private void refuseTwins(List<Routes.Resource<RestMethod>> resources) {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (Routes.Resource<RestMethod> resource : resources) {
            String path = resource.path().text();
            String twin =
                    shapes.putIfAbsent(path.replaceAll("\\{[^}+]*\\}", "{}").replaceAll("\\{[^}]*\\+\\}", "{+}"), path);
            if (twin != null) {
                document.problem("paths " + twin + " and " + path + " are the same resource");
            }
        }
    }
}
