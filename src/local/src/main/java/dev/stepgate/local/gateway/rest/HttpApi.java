// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// An HTTP API (`AWS::ApiGatewayV2::Api`, `AWS::Serverless::HttpApi`) on its stage, checked and compiled. Immutable.
public final class HttpApi {
    private final Deployment deployment;
    private final Routes<HttpRoute> routes;
    private final Optional<HttpRoute> defaultRoute;
    private final Optional<Cors> cors;

    HttpApi(Deployment deployment, Routes<HttpRoute> routes, Optional<HttpRoute> defaultRoute, Optional<Cors> cors) {
        this.deployment = deployment;
        this.routes = routes;
        this.defaultRoute = defaultRoute;
        this.cors = cors;
    }

    /// Reads an OpenAPI 3 document with the `x-amazon-apigateway-*` extensions of HTTP APIs, every CloudFormation
    /// intrinsic in it already resolved.
    ///
    /// @param stage `$default` adds nothing to the path
    /// @throws InvalidRestApiException with every problem of the document
    public static HttpApi fromOpenApi(JsonNode document, Stage stage) {
        return Place.read(document, root -> new HttpApiReader(root, stage).read());
    }

    public Stage stage() {
        return deployment.stage();
    }

    Deployment deployment() {
        return deployment;
    }

    /// A route of the path, else `$default`.
    Optional<Routes.Route<HttpRoute>> route(String httpMethod, String path) {
        return routes.find(httpMethod, path).or(() -> defaultRoute.map(route -> new Routes.Route<>(route, Map.of())));
    }

    Optional<Cors> cors() {
        return cors;
    }
}
