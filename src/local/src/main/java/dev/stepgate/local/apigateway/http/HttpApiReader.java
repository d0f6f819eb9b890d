// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.OpenApiPaths;
import dev.stepgate.local.apigateway.ResourcePath;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the OpenAPI document of an HTTP API. Errors are added to the problems, and reading continues.
final class HttpApiReader {
    private static final String EXTENSION = OpenApiPaths.EXTENSION;
    private static final Set<String> DEFAULT_PATHS = Set.of("$default", "/$default");
    private static final Set<String> EXTENSIONS =
            Set.of("cors", "importexport-version", "endpoint-configuration", "tag-value");
    private static final Set<String> OF_OPERATIONS = Set.of("isDefaultRoute");

    /// Extensions that only REST APIs have; an import ignores them with a warning (Developer Guide,
    /// OpenAPI extensions).
    private static final Set<String> OF_REST_APIS = Set.of(
            "api-key-source",
            "binary-media-types",
            "documentation",
            "gateway-responses",
            "minimum-compression-size",
            "policy",
            "request-validator",
            "request-validators");

    private final OpenApiNode document;
    private final Stage stage;
    private final RouteSecurityReader security;
    private final List<Routes.Resource<HttpApiRoute>> resources = new ArrayList<>();
    private Optional<HttpApiRoute> defaultRoute = Optional.empty();

    HttpApiReader(OpenApiNode document, Stage stage) {
        this.document = document;
        this.stage = stage;
        this.security = new RouteSecurityReader(document, stage);
    }

    HttpApi read() {
        OpenApiPaths.onlyExtensions(document, EXTENSIONS, OF_REST_APIS);
        OpenApiPaths.read(document, OF_OPERATIONS, Set.of(EXTENSION + "request-validator"))
                .forEach(this::path);
        Optional<Cors> cors = document.member(EXTENSION + "cors").map(Cors::read);
        return new HttpApi(
                new ApiDeployment(stage, Set.of(), document.notHere(), document.warnings()),
                new Routes<>(resources),
                defaultRoute,
                cors);
    }

    private void path(OpenApiPaths.Path path) {
        Map<String, HttpApiRoute> methods = new LinkedHashMap<>();
        boolean isWithoutRoute = path.path().length() > 1 && path.path().endsWith("/");
        if (isWithoutRoute) {
            path.item().warn("a path that ends with / gets no route");
        }
        path.operations().forEach((httpMethod, operation) -> {
            if (DEFAULT_PATHS.contains(path.path())) {
                defaultRoute = route(ApiDeployment.DEFAULT_STAGE, operation);
            } else {
                route(httpMethod + " " + path.path(), operation).ifPresent(route -> methods.put(httpMethod, route));
            }
        });
        if (!methods.isEmpty() && !isWithoutRoute) {
            resources.add(new Routes.Resource<>(ResourcePath.parse(path.path()), methods));
        }
    }

    private Optional<HttpApiRoute> route(String key, OpenApiNode operation) {
        Optional<OpenApiNode> integration = operation.member(EXTENSION + "integration");
        if (integration.isEmpty()) {
            operation.warn("no integration is attached to the route " + key + ": requests to it get 404");
            return Optional.of(HttpApiRoute.withoutIntegration(key, security.read(operation)));
        }
        return integration.map(place -> {
            HttpApiIntegrationReader reader = new HttpApiIntegrationReader(place, stage);
            return new HttpApiRoute(
                    key, security.read(operation), reader.target(), reader.responses(), reader.timeout());
        });
    }
}
