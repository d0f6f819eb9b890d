// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.Optional;

/// The handlers of a server.
///
/// @param http answers requests
/// @param webSocket opens WebSockets; without it a request to upgrade is an ordinary request
/// @param events opens streams of server-sent events; without it a request for one is an ordinary request
public record ServerHandlers(
        HttpHandler http, Optional<WebSocketHandler> webSocket, Optional<EventStreamHandler> events) {

    public static ServerHandlers http(HttpHandler http) {
        return new ServerHandlers(http, Optional.empty(), Optional.empty());
    }

    public static ServerHandlers both(HttpHandler http, WebSocketHandler webSocket) {
        return new ServerHandlers(http, Optional.of(webSocket), Optional.empty());
    }

    public static ServerHandlers withEvents(HttpHandler http, EventStreamHandler events) {
        return new ServerHandlers(http, Optional.empty(), Optional.of(events));
    }
}
