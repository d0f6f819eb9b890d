// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.time.Time;
import dev.stepgate.local.vtl.ContextMap;
import java.util.function.Consumer;

/// What every connection of an API works with.
///
/// @param accessLog takes the lines of a stage that has an access log's format
record ConnectionDependencies(
        WebSocketApi api,
        WebSocketBackend backend,
        Time time,
        WebSocketConnections connections,
        Consumer<String> accessLog) {
    ConnectionIds ids() {
        return connections.ids();
    }

    /// Writes down what became of an event.
    ///
    /// @param status of the opening's answer, or what it would be
    void log(ConnectionEvent event, int status) {
        api.settings().accessLog().ifPresent(log -> {
            event.context().put("status", status);
            accessLog.accept(log.line(event));
        });
    }

    /// Writes down an event that failed.
    void log(ConnectionEvent event, WebSocketFailure failure) {
        ContextMap error = new ContextMap();
        error.put("message", failure.message());
        error.put("messageString", "\"" + failure.message() + "\"");
        event.context().put("error", error);
        log(event, failure.status());
    }

    ContextVariables contexts() {
        return new ContextVariables(api.stage(), ids());
    }
}
