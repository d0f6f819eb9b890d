// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.websocket.WebSocketRoute.Communication;
import java.util.ArrayList;
import java.util.List;

/// Reads one AWS::ApiGatewayV2::Route.
///
record WebSocketRouteReader(ResourceNode place, ApiParts parts) {

    private static final String INTEGRATIONS = "integrations/";
    private static final WebSocketIntegration NOTHING =
            new WebSocketIntegration.Function(new WebSocketIntegration.AwsUri("", "", "", ""), java.time.Duration.ZERO);

    private enum AuthorizationType {
        NONE,
        AWS_IAM,
        CUSTOM
    }

    WebSocketRoute read(String id) {
        String key = place.required("RouteKey");
        Communication way = parts.answered().contains(id) ? Communication.TWO_WAY : Communication.ONE_WAY;
        if (!place.text("RouteResponseSelectionExpression")
                .orElse(SelectionExpression.DEFAULT)
                .equals(SelectionExpression.DEFAULT)) {
            place.member("RouteResponseSelectionExpression").problem("expected $default");
        }
        Access access = new Access(authorization(key), apiKeyRequired(key), required());
        return new WebSocketRoute(key, access, models(key), integration(key), way);
    }

    private boolean apiKeyRequired(String key) {
        boolean required = place.node().path("ApiKeyRequired").asBoolean(false);
        if (required && !key.equals(WebSocketRoute.CONNECT)) {
            place.member("ApiKeyRequired").problem("only the route $connect can require an API key");
        }
        return required;
    }

    private RouteModels models(String key) {
        if (place.has("RequestModels")
                && (key.equals(WebSocketRoute.CONNECT) || key.equals(WebSocketRoute.DISCONNECT))) {
            place.member("RequestModels").problem("$connect and $disconnect have no body, so no model");
        }
        return parts.models().read(place);
    }

    private WebSocketIntegration integration(String key) {
        if (!place.has("Target") && (key.equals(WebSocketRoute.CONNECT) || key.equals(WebSocketRoute.DISCONNECT))) {
            return new WebSocketIntegration.None();
        }
        String target = place.required("Target");
        WebSocketIntegration integration = target.startsWith(INTEGRATIONS)
                ? parts.integrations().get(target.substring(INTEGRATIONS.length()))
                : null;
        if (integration == null && !target.isEmpty()) {
            place.member("Target").problem("expected integrations/ID of an integration of this API, not " + target);
        }
        return integration == null ? NOTHING : integration;
    }

    private WebSocketAuthorization authorization(String key) {
        AuthorizationType type = place.choice("AuthorizationType", AuthorizationType.class, AuthorizationType.NONE);
        if (type != AuthorizationType.NONE && !key.equals(WebSocketRoute.CONNECT)) {
            place.member("AuthorizationType").problem("only the route $connect can have an authorization");
        }
        return switch (type) {
            case NONE -> new WebSocketAuthorization.None();
            case AWS_IAM -> new WebSocketAuthorization.Iam();
            case CUSTOM -> custom();
        };
    }

    private WebSocketAuthorization custom() {
        String id = place.required("AuthorizerId");
        WebSocketAuthorization.Lambda authorizer = parts.authorizers().get(id);
        if (authorizer == null) {
            place.member("AuthorizerId").problem("expected the id of an authorizer of this API, not " + id);
            return new WebSocketAuthorization.None();
        }
        return authorizer;
    }

    /// Reads required parameters, such as `route.request.querystring.token: {Required: true}`.
    private List<ValueSource> required() {
        List<ValueSource> required = new ArrayList<>();
        place.entries("RequestParameters")
                .forEach((name, at) -> ValueSource.parse(name)
                        .ifPresentOrElse(
                                source -> {
                                    if (at.node().path("Required").asBoolean(false)) {
                                        required.add(source);
                                    }
                                },
                                () -> at.problem(
                                        "expected route.request.header.NAME or route.request.querystring.NAME")));
        return required;
    }
}
