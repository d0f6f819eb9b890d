// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A REST API on its stage, checked and compiled: routes, models, templates and gateway responses. Immutable.
public final class RestApi {
    private final Deployment deployment;
    private final Routes<Method> routes;
    private final GatewayResponses gatewayResponses;
    private final ApiKeySource apiKeySource;

    RestApi(
            Deployment deployment,
            Routes<Method> routes,
            GatewayResponses gatewayResponses,
            ApiKeySource apiKeySource) {
        this.deployment = deployment;
        this.routes = routes;
        this.gatewayResponses = gatewayResponses;
        this.apiKeySource = apiKeySource;
    }

    /// Reads an OpenAPI 3 document with the `x-amazon-apigateway-*` extensions, every CloudFormation intrinsic in it
    /// already resolved.
    ///
    /// @throws InvalidRestApiException with every problem of the document
    public static RestApi fromOpenApi(JsonNode document, Stage stage) {
        List<Problem> problems = new ArrayList<>();
        RestApi api = new OpenApiReader(Place.root(document, problems), stage).read();
        if (!problems.isEmpty()) {
            throw new InvalidRestApiException(problems);
        }
        return api;
    }

    public Stage stage() {
        return deployment.stage();
    }

    Deployment deployment() {
        return deployment;
    }

    Routes<Method> routes() {
        return routes;
    }

    GatewayResponses gatewayResponses() {
        return gatewayResponses;
    }

    ApiKeySource apiKeySource() {
        return apiKeySource;
    }
}
