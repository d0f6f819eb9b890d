// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the resources of one WebSocket API.
record WebSocketApiReader(ResourceNode root, WebSocketStage stage) {
    private static final String HEADER = "$request.header.x-api-key";
    private static final String AUTHORIZER = "$context.authorizer.usageIdentifierKey";

    WebSocketApi read() {
        ResourceNode api = root.member("Api");
        if (!api.required("ProtocolType").equals("WEBSOCKET")) {
            api.member("ProtocolType").problem("expected WEBSOCKET");
        }
        api.required("RouteSelectionExpression");
        WebSocketApi.Selections selections = new WebSocketApi.Selections(
                SelectionExpression.parse(api.member("RouteSelectionExpression")), apiKeySelection(api));
        Map<String, WebSocketRoute> routes =
                routes(new ApiParts(integrations(), authorizers(), ModelReader.of(root), answered()));
        return new WebSocketApi(
                stage,
                WebSocketStageSettings.read(root.member("Stage")),
                selections,
                new WebSocketApi.Routes(routes, root.notHere()));
    }

    /// Reads the expression, of which API Gateway allows two.
    private static SelectionExpression apiKeySelection(ResourceNode api) {
        String expression = api.text("ApiKeySelectionExpression").orElse(HEADER);
        if (!expression.equals(HEADER) && !expression.equals(AUTHORIZER)) {
            api.member("ApiKeySelectionExpression")
                    .problem("expected " + HEADER + " or " + AUTHORIZER + ", not " + expression);
        }
        ValueSource source = expression.equals(AUTHORIZER)
                ? new ValueSource.Context(List.of("authorizer", "usageIdentifierKey"))
                : new ValueSource.RequestHeader("x-api-key", ValueSource.Values.LAST);
        return new SelectionExpression(List.of(new SelectionExpression.Part.Variable(source)));
    }

    private Map<String, WebSocketRoute> routes(ApiParts parts) {
        Map<String, WebSocketRoute> routes = new LinkedHashMap<>();
        root.entries("Route").forEach((id, place) -> {
            WebSocketRoute route = new WebSocketRouteReader(place, parts).read(id);
            if (routes.putIfAbsent(route.key(), route) != null) {
                place.member("RouteKey").problem("another route has the key " + route.key());
            }
        });
        if (routes.isEmpty()) {
            root.member("Api").problem("the API has no route");
        }
        return routes;
    }

    private Map<String, WebSocketIntegration> integrations() {
        Map<String, List<WebSocketIntegrationResponse>> responses = new LinkedHashMap<>();
        root.entries("IntegrationResponse").forEach((_, place) -> {
            String id = place.required("IntegrationId");
            if (!root.member("Integration").has(id)) {
                place.member("IntegrationId").problem("expected the id of an integration of this API, not " + id);
            }
            responses.computeIfAbsent(id, _ -> new ArrayList<>()).add(WebSocketIntegrationResponse.read(place));
        });
        Map<String, WebSocketIntegration> integrations = new LinkedHashMap<>();
        root.entries("Integration")
                .forEach((id, place) -> integrations.put(
                        id,
                        new WebSocketIntegrationReader(place, stage)
                                .read(List.copyOf(responses.getOrDefault(id, List.of())))));
        return integrations;
    }

    private Set<String> answered() {
        Set<String> answered = new HashSet<>();
        root.entries("RouteResponse").forEach((_, place) -> {
            String id = place.required("RouteId");
            if (!root.member("Route").has(id)) {
                place.member("RouteId").problem("expected the id of a route of this API, not " + id);
            }
            if (!place.required("RouteResponseKey").equals(SelectionExpression.DEFAULT)) {
                place.member("RouteResponseKey").problem("expected $default");
            }
            answered.add(id);
        });
        return answered;
    }

    private Map<String, WebSocketAuthorization.Lambda> authorizers() {
        Map<String, WebSocketAuthorization.Lambda> authorizers = new LinkedHashMap<>();
        root.entries("Authorizer").forEach((id, place) -> {
            if (!place.required("AuthorizerType").equals("REQUEST")) {
                place.member("AuthorizerType").problem("expected REQUEST");
            }
            authorizers.put(id, authorizer(id, place));
        });
        return authorizers;
    }

    private WebSocketAuthorization.Lambda authorizer(String id, ResourceNode place) {
        List<ValueSource> identity = new ArrayList<>();
        ResourceNode sources = place.member("IdentitySource");
        sources.node()
                .forEach(source -> ValueSource.parse(source.asText())
                        .ifPresentOrElse(
                                identity::add,
                                () -> sources.problem("expected route.request.header.NAME, not " + source.asText())));
        WebSocketIntegration.AwsUri uri = new WebSocketIntegrationReader(place, stage).authorizerUri();
        return new WebSocketAuthorization.Lambda(place.text("Name").orElse(id), uri, List.copyOf(identity));
    }
}
