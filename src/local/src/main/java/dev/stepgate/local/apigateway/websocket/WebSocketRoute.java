// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

/// The handling of messages with one key.
///
/// @param key `$connect`, `$disconnect`, `$default` or the API's own
/// @param access the requirements on an opening; only $connect has any
/// @param models the requirements on a message
record WebSocketRoute(
        String key, Access access, RouteModels models, WebSocketIntegration integration, Communication way) {
    static final String CONNECT = "$connect";
    static final String DISCONNECT = "$disconnect";

    /// Tells whether the client receives the backend's response: only where the route has a route response
    /// (developer guide, "Set up route responses for WebSocket APIs in API Gateway").
    enum Communication {
        ONE_WAY,
        TWO_WAY
    }
}
