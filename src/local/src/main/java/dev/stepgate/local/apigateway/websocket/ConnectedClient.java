// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.WebSocketConnection;
import dev.stepgate.local.http.WebSocketSession;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.vtl.ContextMap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One connection of an API, from its opening to its end: after two hours, or ten minutes without a frame
/// (API Gateway quotas for WebSocket APIs).
final class ConnectedClient implements WebSocketSession {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int UNSUPPORTED = 1003;
    private static final int NO_CODE = 1005;

    private final ConnectionDependencies dependencies;
    private final MessageRouter messages;
    private final String connectionId;
    private final Instant connectedAt;
    private final ContextMap identity;

    private volatile ContextMap authorizer = new ContextMap();
    private volatile Instant lastActive;
    private volatile @Nullable WebSocketConnection connection;
    private volatile Time.@Nullable Timer timer;
    private volatile @Nullable String ownReason;

    ConnectedClient(ConnectionDependencies dependencies, MessageRouter messages, HttpRequest request) {
        this.dependencies = dependencies;
        this.messages = messages;
        this.connectionId = dependencies.ids().next();
        this.connectedAt = dependencies.time().now();
        this.lastActive = connectedAt;
        this.identity = identity(request);
    }

    private static ContextMap identity(HttpRequest request) {
        ContextMap identity = new ContextMap();
        request.headers().first("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
        identity.put("sourceIp", request.sourceIp());
        return identity;
    }

    String connectionId() {
        return connectionId;
    }

    WebSocketStage stage() {
        return dependencies.api().stage();
    }

    void authorized(ContextMap context) {
        authorizer = context;
    }

    ConnectionEvent event(ConnectionEvent.Kind kind, String routeKey, ConnectionEvent.Request request, byte[] body) {
        ContextMap context =
                dependencies.contexts().of(kind, routeKey, dependencies.time().now());
        context.put("connectedAt", connectedAt.toEpochMilli());
        context.put("identity", identity);
        context.put("connectionId", connectionId);
        if (!authorizer.isEmpty()) {
            context.put("authorizer", authorizer);
        }
        return new ConnectionEvent(
                stage(),
                kind,
                request,
                body,
                context,
                dependencies.connections().recent().trace());
    }

    @Override
    public void opened(WebSocketConnection opened) {
        connection = opened;
        dependencies.connections().add(this);
        watch();
    }

    /// Closes the connection when its time is up, or schedules the next check.
    private void watch() {
        Instant now = dependencies.time().now();
        Instant idleSince = lastActive;
        Instant end = connectedAt.plus(LIFE);
        if (idleSince.plus(IDLE).isBefore(end)) {
            end = idleSince.plus(IDLE);
        }
        if (now.isBefore(end)) {
            timer = dependencies.time().atMost(Duration.between(now, end), this::watch);
        } else {
            close(GOING_AWAY, "Going away");
        }
    }

    @Override
    public CompletionStage<?> text(String message) {
        alive();
        ConnectionEvent event = event(
                ConnectionEvent.Kind.MESSAGE,
                SelectionExpression.DEFAULT,
                ConnectionEvent.Request.NONE,
                message.getBytes(StandardCharsets.UTF_8));
        return messages.answer(event).thenCompose(this::send);
    }

    /// Binary frames are refused (developer guide, "Binary media types for WebSocket APIs in API Gateway").
    @Override
    public CompletionStage<?> binary(byte[] message) {
        close(UNSUPPORTED, "");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void alive() {
        lastActive = dependencies.time().now();
    }

    @Override
    public void closed(int code, String reason) {
        dependencies.connections().remove(this);
        Time.Timer running = timer;
        if (running != null) {
            running.cancel();
        }
        ConnectionEvent event = event(
                ConnectionEvent.Kind.DISCONNECT,
                WebSocketRoute.DISCONNECT,
                WebSocketProxyEvent.closing(stage()),
                new byte[0]);
        event.context().put("disconnectStatusCode", code);
        event.context().put("disconnectReason", reason(code, reason));
        messages.closed(event);
    }

    private String reason(int code, String received) {
        String own = ownReason;
        if (own != null) {
            return own;
        }
        return code == NO_CODE ? "Client-side close frame status not set" : received;
    }

    /// Sends UTF-8 as a text frame and anything else as a binary one; sends nothing when the payload is
    /// empty. Virtual time stands still until the network has accepted it.
    CompletionStage<?> send(byte[] payload) {
        WebSocketConnection open = connection;
        if (open == null || payload.length == 0) {
            return CompletableFuture.completedFuture(null);
        }
        alive();
        keepSent(payload);
        CompletableFuture<Object> sent = new CompletableFuture<>();
        Time.Hold hold = dependencies.time().hold("a message to " + connectionId);
        written(open, payload)
                .whenComplete((_, failure) -> hold.end(() -> {
                    if (failure == null) {
                        sent.complete(null);
                    } else {
                        sent.completeExceptionally(failure);
                    }
                }));
        return sent;
    }

    private static CompletionStage<?> written(WebSocketConnection open, byte[] payload) {
        try {
            return open.sendText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException _) {
            return open.sendBinary(payload);
        }
    }

    private void keepSent(byte[] payload) {
        dependencies
                .connections()
                .recent()
                .add(number -> new RecentMessages.RecordedMessage(
                        number,
                        dependencies.time().now(),
                        connectionId,
                        new RecentMessages.Event("SENT", "", Optional.empty()),
                        payload,
                        Optional.empty(),
                        Optional.empty(),
                        RequestTrace.OFF));
    }

    /// Implements DeleteConnection.
    void delete() {
        close(NORMAL, "Connection Closed Normally");
    }

    /// Closes the connection. For `@connections` it is gone at once, however long the closing handshake
    /// takes.
    private void close(int code, String reason) {
        WebSocketConnection open = connection;
        dependencies.connections().remove(this);
        if (open != null) {
            ownReason = reason;
            open.close(code, reason);
        }
    }

    /// Implements GetConnection.
    JsonNode describe() {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.put(
                "connectedAt", connectedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode who = description.putObject("identity");
        for (String name : List.of("sourceIp", "userAgent")) {
            if (identity.get(name) instanceof String text) {
                who.put(name, text);
            }
        }
        description.put(
                "lastActiveAt", lastActive.truncatedTo(ChronoUnit.MILLIS).toString());
        return description;
    }
}
