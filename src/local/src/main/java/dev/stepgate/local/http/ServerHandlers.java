// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.Optional;

/// What stands behind a server.
///
/// @param http answers requests
/// @param webSocket opens WebSockets; where there is none, a request to upgrade is an ordinary request
public record ServerHandlers(HttpHandler http, Optional<WebSocketHandler> webSocket) {

    public static ServerHandlers http(HttpHandler http) {
        return new ServerHandlers(http, Optional.empty());
    }

    public static ServerHandlers both(HttpHandler http, WebSocketHandler webSocket) {
        return new ServerHandlers(http, Optional.of(webSocket));
    }
}
