// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.Model;
import dev.stepgate.local.apigateway.OpenApiNode;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.MappingTemplate;
import java.util.List;

/// A REST API on its stage, checked and compiled: routes, models, templates and gateway responses. Immutable.
public final class RestApi {
    private final ApiDeployment deployment;
    private final Routes<RestMethod> routes;
    private final GatewayResponses gatewayResponses;
    private final ApiKeySource apiKeySource;

    RestApi(
            ApiDeployment deployment,
            Routes<RestMethod> routes,
            GatewayResponses gatewayResponses,
            ApiKeySource apiKeySource) {
        this.deployment = deployment;
        this.routes = routes;
        this.gatewayResponses = gatewayResponses;
        this.apiKeySource = apiKeySource;
    }

    /// Reads an OpenAPI 3 document with the `x-amazon-apigateway-*` extensions, every CloudFormation
    /// intrinsic in it already resolved.
    ///
    /// @throws InvalidApiException with every problem of the document
    public static RestApi fromOpenApi(JsonNode document, Stage stage) {
        return OpenApiNode.read(document, root -> new RestApiReader(root, stage).read());
    }

    /// Loads the classes that read schemas and mapping templates. This takes a third of a second in a new
    /// JVM, so a caller with other work to do runs it in parallel.
    public static void prepare() {
        Model unusedModel = Model.of(Json.mapper().createObjectNode());
        MappingTemplate unusedTemplate = MappingTemplate.parse("$input.json('$')");
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

    Routes<RestMethod> routes() {
        return routes;
    }

    GatewayResponses gatewayResponses() {
        return gatewayResponses;
    }

    ApiKeySource apiKeySource() {
        return apiKeySource;
    }
}
