// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A WebSocket API, checked: everything that its resources name is there, every expression and template is parsed.
public final class WebSocketApi {
    private final WebSocketStage stage;
    private final SelectionExpression routeSelection;
    private final Map<String, Route> routes;

    private WebSocketApi(WebSocketStage stage, SelectionExpression routeSelection, Map<String, Route> routes) {
        this.stage = stage;
        this.routeSelection = routeSelection;
        this.routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }

    /// Reads the properties of AWS::ApiGatewayV2 resources, intrinsic functions resolved.
    ///
    /// @param parts `Api` with the API's properties; under `Route`, `RouteResponse`, `Integration`,
    ///     `IntegrationResponse` and `Authorizer` the properties of every such resource by its id
    /// @throws InvalidWebSocketApiException with every problem, its pointer into `parts`
    public static WebSocketApi parse(JsonNode parts, WebSocketStage stage) {
        List<Problem> problems = new ArrayList<>();
        WebSocketApi api = new WebSocketApiReader(new Place(parts, "", problems), stage).read();
        if (!problems.isEmpty()) {
            throw new InvalidWebSocketApiException(problems);
        }
        return api;
    }

    static WebSocketApi of(WebSocketStage stage, SelectionExpression routeSelection, Map<String, Route> routes) {
        return new WebSocketApi(stage, routeSelection, routes);
    }

    public WebSocketStage stage() {
        return stage;
    }

    SelectionExpression routeSelection() {
        return routeSelection;
    }

    Optional<Route> route(String key) {
        return Optional.ofNullable(routes.get(key));
    }
}
