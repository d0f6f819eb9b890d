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
        List<Routes.Resource<RestMethod>> resources = OpenApiPaths.read(document, OF_OPERATIONS).stream()
                .map(this::resource)
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

    private Routes.Resource<RestMethod> resource(OpenApiPaths.Path path) {
        if (!path.path().startsWith("/")) {
            path.item().problem("a path must start with /");
        }
        Map<String, RestMethod> methods = new LinkedHashMap<>();
        path.operations().forEach((httpMethod, operation) -> {
            MethodKey key = new MethodKey(httpMethod, path.path());
            methods.put(httpMethod, new MethodReader(document, path.item(), operation, stage).read(key));
        });
        checkGreedy(path.path(), path.item());
        return new Routes.Resource<>(ResourcePath.parse(path.path()), methods);
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
