// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import java.util.List;

/// What happens to the messages of one key.
///
/// @param key `$connect`, `$disconnect`, `$default` or the API's own
/// @param required parameters of the opening request without which it is refused
record Route(
        String key, Authorization authorization, List<Source> required, Integration integration, Communication way) {
    static final String CONNECT = "$connect";
    static final String DISCONNECT = "$disconnect";

    /// Whether the client hears of the backend's response: only where the route has a route response (developer guide,
    /// "Set up route responses for WebSocket APIs in API Gateway").
    enum Communication {
        ONE_WAY,
        TWO_WAY
    }
}
