// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A checked WebSocket API: everything that its resources refer to exists, and every expression and template
/// is parsed.
public final class WebSocketApi {
    private final WebSocketStage stage;
    private final WebSocketStageSettings settings;
    private final Selections selections;
    private final Map<String, WebSocketRoute> routes;

    private final List<WebSocketApiProblem> notHere;

    WebSocketApi(WebSocketStage stage, WebSocketStageSettings settings, Selections selections, Routes routes) {
        this.stage = stage;
        this.settings = settings;
        this.selections = selections;
        this.routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes.byKey()));
        this.notHere = List.copyOf(routes.notHere());
    }

    /// Reads the properties of AWS::ApiGatewayV2 resources, intrinsic functions resolved.
    ///
    /// @param parts `Api` with the API's properties and `Stage` with its stage's; under `Route`,
    /// `RouteResponse`, `Integration`, `IntegrationResponse`, `Authorizer` and `Model` the properties of each
    /// such resource by its id
    /// @throws InvalidWebSocketApiException with every problem, its pointer into `parts`
    public static WebSocketApi parse(JsonNode parts, WebSocketStage stage) {
        List<WebSocketApiProblem> problems = new ArrayList<>();
        WebSocketApi api =
                new WebSocketApiReader(new ResourceNode(parts, "", problems, new ArrayList<>()), stage).read();
        if (!problems.isEmpty()) {
            throw new InvalidWebSocketApiException(problems);
        }
        return api;
    }

    /// The expressions that select the route of a message, and the API key of an opening.
    record Selections(SelectionExpression route, SelectionExpression apiKey) {}

    /// @param byKey `$connect`, `$default`, `sendMessage`
    /// @param notHere integrations that cannot be served here
    record Routes(Map<String, WebSocketRoute> byKey, List<WebSocketApiProblem> notHere) {}

    /// Integrations that cannot be served here; events that reach them are answered with an error.
    public List<WebSocketApiProblem> notHere() {
        return notHere;
    }

    public WebSocketStage stage() {
        return stage;
    }

    WebSocketStageSettings settings() {
        return settings;
    }

    SelectionExpression routeSelection() {
        return selections.route();
    }

    SelectionExpression apiKeySelection() {
        return selections.apiKey();
    }

    Optional<WebSocketRoute> route(String key) {
        return Optional.ofNullable(routes.get(key));
    }
}
