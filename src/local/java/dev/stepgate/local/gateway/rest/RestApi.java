// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A REST API on its stage, checked and compiled: routes, models, templates and gateway responses. Immutable.
public final class RestApi {
    private final Stage stage;
    private final Routes routes;
    private final GatewayResponses gatewayResponses;
    private final Settings settings;

    RestApi(Stage stage, Routes routes, GatewayResponses gatewayResponses, Settings settings) {
        this.stage = stage;
        this.routes = routes;
        this.gatewayResponses = gatewayResponses;
        this.settings = settings;
    }

    /// @param binaryMediaTypes in lower case
    record Settings(Set<String> binaryMediaTypes, ApiKeySource apiKeySource) {}

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
        return stage;
    }

    Routes routes() {
        return routes;
    }

    GatewayResponses gatewayResponses() {
        return gatewayResponses;
    }

    ApiKeySource apiKeySource() {
        return settings.apiKeySource();
    }

    /// `$context.deploymentId`
    String deploymentId() {
        return Integer.toString((stage.address().apiId() + stage.name()).hashCode() & 0x7fffffff, 36);
    }

    boolean serves(HttpRequest request) {
        String path = request.rawPath();
        int length = stage.name().length() + 1;
        return path.startsWith(stage.name(), 1) && (path.length() == length || path.charAt(length) == '/');
    }

    /// The path below the stage: `/users/1` of `/api/users/1`.
    String pathOf(HttpRequest request) {
        String path = request.rawPath().substring(stage.name().length() + 1);
        return path.isEmpty() ? "/" : path;
    }

    /// Whether the media type that a header names first is one of the API's binary media types.
    boolean isBinary(String header) {
        Set<String> binaryMediaTypes = settings.binaryMediaTypes();
        if (binaryMediaTypes.isEmpty() || header.isEmpty()) {
            return false;
        }
        int end = header.indexOf(',');
        String type = ContentType.of(end < 0 ? header : header.substring(0, end));
        return binaryMediaTypes.contains("*/*")
                || binaryMediaTypes.contains(type)
                || binaryMediaTypes.contains(type.replaceFirst("/.*", "/*"));
    }
}
