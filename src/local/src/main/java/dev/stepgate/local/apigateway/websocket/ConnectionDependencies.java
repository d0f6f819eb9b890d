// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.log.LogEvent.Reason;
import dev.stepgate.local.log.LogEvent.Request;
import dev.stepgate.local.log.LogEvent.RequestAnswered;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// The dependencies that all connections of an API share.
///
/// @param accessLog receives the lines of a stage that has an access log format
/// @param log receives each event
record ConnectionDependencies(
        WebSocketApi api,
        WebSocketBackend backend,
        Time time,
        WebSocketConnections connections,
        Consumer<String> accessLog,
        RuntimeLog log) {
    ConnectionIds ids() {
        return connections.ids();
    }

    /// Logs the result of an event.
    ///
    /// @param status of the opening's answer; for other events the equivalent status
    void log(ConnectionEvent event, int status) {
        tell(event, status, Optional.empty());
    }

    private void tell(ConnectionEvent event, int status, Optional<Reason> reason) {
        event.trace().ended();
        connections.recent().add(number -> kept(number, event, status, reason));
        if (!log.isOff()) {
            Instant now = time.now();
            long arrived = event.context().get("requestTimeEpoch") instanceof Long millis ? millis : now.toEpochMilli();
            String target = "/" + api.stage().name() + " " + event.text("routeKey");
            log.add(new RequestAnswered(
                    now,
                    new Request(Server.WEB_SOCKET_API, event.kind().name(), target, event.text("requestId")),
                    status,
                    Duration.ofMillis(now.toEpochMilli() - arrived),
                    reason));
        }
        api.settings().accessLog().ifPresent(log -> {
            event.context().put("status", status);
            accessLog.accept(log.line(event));
        });
    }

    private RecentMessages.RecordedMessage kept(
            long number, ConnectionEvent event, int status, Optional<Reason> reason) {
        RecentMessages.Event kept =
                new RecentMessages.Event(event.kind().name(), event.text("routeKey"), Optional.of(status));
        return new RecentMessages.RecordedMessage(
                number,
                time.now(),
                event.text("connectionId"),
                kept,
                event.body(),
                reason.map(Reason::text),
                Optional.ofNullable(event.context().get("authorizer")),
                event.trace());
    }

    /// Logs an event that failed.
    void log(ConnectionEvent event, WebSocketFailure failure) {
        ContextMap error = new ContextMap();
        error.put("message", failure.message());
        error.put("messageString", "\"" + failure.message() + "\"");
        event.context().put("error", error);
        tell(event, failure.status(), Optional.of(Reason.of("route " + event.text("routeKey"), failure.reason())));
    }

    ContextVariables contexts() {
        return new ContextVariables(api.stage(), ids());
    }
}
