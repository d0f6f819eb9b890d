// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the OpenAPI document of an HTTP API. What is not right is added to the problems of its place; reading goes on.
final class HttpApiReader {
    private static final String EXTENSION = "x-amazon-apigateway-";
    private static final String ANY_METHOD = EXTENSION + "any-method";
    private static final String DEFAULT_PATH = "/$default";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Set<String> WITHOUT_EFFECT = Set.of("summary", "description", "servers", "parameters");
    private static final Set<String> EXTENSIONS =
            Set.of(EXTENSION + "cors", EXTENSION + "importexport-version", EXTENSION + "endpoint-configuration");
    private static final Set<String> OPERATION = Set.of(
            "summary",
            "description",
            "operationId",
            "tags",
            "deprecated",
            "externalDocs",
            "servers",
            "parameters",
            "requestBody",
            "responses",
            "security",
            "isDefaultRoute",
            EXTENSION + "auth",
            EXTENSION + "integration");

    private final Place document;
    private final Stage stage;
    private final List<Routes.Resource<HttpRoute>> resources = new ArrayList<>();
    private Optional<HttpRoute> defaultRoute = Optional.empty();

    HttpApiReader(Place document, Stage stage) {
        this.document = document;
        this.stage = stage;
    }

    HttpApi read() {
        if (!document.node().isObject() || !document.text("openapi", "").startsWith("3.")) {
            document.problem("expected an OpenAPI 3 document");
        } else {
            refuse(document, EXTENSIONS);
            document.member("paths").ifPresent(paths -> paths.members().forEach(this::path));
        }
        Optional<Cors> cors = document.member(EXTENSION + "cors").map(Cors::read);
        return new HttpApi(new Deployment(stage, Set.of()), new Routes<>(resources), defaultRoute, cors);
    }

    private static void refuse(Place place, Set<String> known) {
        place.members().forEach((name, member) -> {
            if (name.startsWith(EXTENSION) && !known.contains(name)) {
                member.problem("not supported here");
            }
        });
    }

    private void path(String path, Place item) {
        Map<String, HttpRoute> methods = new LinkedHashMap<>();
        item.members().forEach((name, operation) -> {
            if (METHODS.contains(name) || name.equals(ANY_METHOD)) {
                String httpMethod = name.equals(ANY_METHOD) ? Routes.ANY : name.toUpperCase(Locale.ROOT);
                route(path, httpMethod, operation, methods);
            } else if (!WITHOUT_EFFECT.contains(name) && !name.startsWith("x-")) {
                operation.problem("not supported here");
            }
        });
        if (!methods.isEmpty()) {
            resources.add(new Routes.Resource<>(ResourcePath.parse(path), methods));
        }
    }

    private void route(String path, String httpMethod, Place operation, Map<String, HttpRoute> methods) {
        operation.members().forEach((name, member) -> {
            if (!OPERATION.contains(name) && (name.startsWith(EXTENSION) || !name.startsWith("x-"))) {
                member.problem("not supported here");
            }
        });
        Optional<Place> integration = operation.member(EXTENSION + "integration");
        if (integration.isEmpty()) {
            operation.problem("no integration defined for route " + httpMethod + " " + path);
            return;
        }
        boolean isDefault = path.equals(DEFAULT_PATH);
        String key = isDefault ? Deployment.DEFAULT_STAGE : httpMethod + " " + path;
        HttpIntegrationReader reader = new HttpIntegrationReader(integration.get(), stage);
        HttpRoute route =
                new HttpRoute(key, authorization(operation), reader.target(), reader.responses(), reader.timeout());
        if (isDefault) {
            defaultRoute = Optional.of(route);
        } else {
            methods.put(httpMethod, route);
        }
    }

    private Authorization authorization(Place operation) {
        SecurityReader security = new SecurityReader(document, operation, stage);
        if (security.authorization() instanceof Authorization.Lambda || security.apiKeyRequired()) {
            operation.problem("security: routes of HTTP APIs are open or signed here; no authorizers, no API keys");
        }
        return security.authorization();
    }
}
