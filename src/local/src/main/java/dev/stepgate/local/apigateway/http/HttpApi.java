// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP API (`AWS::ApiGatewayV2::Api`, `AWS::Serverless::HttpApi`) on its stage, checked and compiled.
/// Immutable.
public final class HttpApi {
    private final ApiDeployment deployment;
    private final Routes<HttpApiRoute> routes;
    private final Optional<HttpApiRoute> defaultRoute;
    private final Optional<Cors> cors;

    HttpApi(
            ApiDeployment deployment,
            Routes<HttpApiRoute> routes,
            Optional<HttpApiRoute> defaultRoute,
            Optional<Cors> cors) {
        this.deployment = deployment;
        this.routes = routes;
        this.defaultRoute = defaultRoute;
        this.cors = cors;
    }

    /// Reads an OpenAPI 3 document with the `x-amazon-apigateway-*` extensions of HTTP APIs, every
    /// CloudFormation intrinsic in it already resolved.
    ///
    /// @param stage `$default` adds nothing to the path
    /// @throws InvalidApiException with every problem of the document
    public static HttpApi fromOpenApi(JsonNode document, Stage stage) {
        return OpenApiNode.read(document, root -> new HttpApiReader(root, stage).read());
    }

    public Stage stage() {
        return deployment.stage();
    }

    /// Integrations that cannot be served here: requests to them get 501.
    public List<ApiProblem> notHere() {
        return deployment.notHere();
    }

    /// The parts that an import accepts and ignores.
    public List<ApiProblem> warnings() {
        return deployment.warnings();
    }

    ApiDeployment deployment() {
        return deployment;
    }

    /// Returns the route for the path, or else `$default`.
    Optional<Routes.Route<HttpApiRoute>> route(String httpMethod, String path) {
        return routes.find(httpMethod, path).or(() -> defaultRoute.map(route -> new Routes.Route<>(route, Map.of())));
    }

    Optional<Cors> cors() {
        return cors;
    }
}
