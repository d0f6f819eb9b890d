// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.Model;
import java.util.Map;
import java.util.Optional;

/// The models of a route's messages by key, and the expression that computes the key (developer guide,
/// "Request validation for WebSocket APIs in API Gateway").
///
/// @param selection if empty, messages are not checked
record RouteModels(Optional<SelectionExpression> selection, Map<String, Model> byKey) {
    static final RouteModels NONE = new RouteModels(Optional.empty(), Map.of());

    /// Refuses a message that does not match its model, or that has none.
    void check(ConnectionEvent message) {
        if (selection.isEmpty()) {
            return;
        }
        String key = selection.get().evaluate(MappedValues.of(message)::first).orElse(SelectionExpression.DEFAULT);
        Model model = byKey.getOrDefault(key, byKey.get(SelectionExpression.DEFAULT));
        if (model == null) {
            throw WebSocketFailure.invalidBody("there is no model " + key + " and no model $default");
        }
        model.problems(message.text()).ifPresent(problems -> {
            throw WebSocketFailure.invalidBody(problems);
        });
    }
}
