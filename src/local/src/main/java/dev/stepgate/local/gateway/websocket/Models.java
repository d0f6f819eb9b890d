// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.gateway.Model;
import java.util.Map;
import java.util.Optional;

/// The models of a route's messages by key, and the expression that gives the key (developer guide, "Request validation
/// for WebSocket APIs in API Gateway").
///
/// @param selection without it no message is checked
record Models(Optional<SelectionExpression> selection, Map<String, Model> byKey) {
    static final Models NONE = new Models(Optional.empty(), Map.of());

    /// Refuses a message that does not fit its model, or that has none.
    void check(Event message) {
        if (selection.isEmpty()) {
            return;
        }
        String key = selection.get().evaluate(Values.of(message)::first).orElse(SelectionExpression.DEFAULT);
        Model model = byKey.getOrDefault(key, byKey.get(SelectionExpression.DEFAULT));
        if (model == null) {
            throw GatewayFailure.invalidBody("there is no model " + key + " and no model $default");
        }
        model.problems(message.text()).ifPresent(problems -> {
            throw GatewayFailure.invalidBody(problems);
        });
    }
}
