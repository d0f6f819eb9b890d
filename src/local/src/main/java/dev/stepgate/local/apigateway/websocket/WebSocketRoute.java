// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

/// What happens to the messages of one key.
///
/// @param key `$connect`, `$disconnect`, `$default` or the API's own
/// @param access what is asked of an opening; only $connect asks anything
/// @param models what is asked of a message
record WebSocketRoute(
        String key, Access access, RouteModels models, WebSocketIntegration integration, Communication way) {
    static final String CONNECT = "$connect";
    static final String DISCONNECT = "$disconnect";

    /// Whether the client hears of the backend's response: only where the route has a route response
    /// (developer guide, "Set up route responses for WebSocket APIs in API Gateway").
    enum Communication {
        ONE_WAY,
        TWO_WAY
    }
}
