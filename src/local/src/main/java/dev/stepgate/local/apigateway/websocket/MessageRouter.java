// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the route of an event and makes the frame that the client receives, including error frames.
final class MessageRouter {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketGateway.class);
    private static final int MAX_BYTES = 128 * 1024;

    /// Steps, named as in the developer guide.
    static final String ROUTE = "route";

    static final String ROUTE_REQUEST = "route request";

    /// The routes that no message can select.
    private static final Set<String> LIFECYCLE = Set.of(WebSocketRoute.CONNECT, WebSocketRoute.DISCONNECT);

    private final ConnectionDependencies dependencies;
    private final WebSocketLimits limits;
    private final RouteCall calls;

    MessageRouter(ConnectionDependencies dependencies, WebSocketLimits limits, RouteCall calls) {
        this.dependencies = dependencies;
        this.limits = limits;
        this.calls = calls;
    }

    /// Returns the frame that answers a message; empty when there is none. Never fails.
    CompletionStage<byte[]> answer(ConnectionEvent message) {
        CompletionStage<RouteReply> reply;
        try {
            reply = called(message);
        } catch (WebSocketFailure failure) {
            reply = CompletableFuture.failedFuture(failure);
        }
        return reply.thenApply(done -> {
                    byte[] body = checked(done.body());
                    dependencies.log(message, done.status());
                    return body;
                })
                .exceptionally(failure -> failed(message, failure));
    }

    private CompletionStage<RouteReply> called(ConnectionEvent message) {
        message.trace().began(ROUTE);
        WebSocketRoute route = route(message)
                .orElseThrow(
                        () -> WebSocketFailure.forbidden("no route fits the message and there is no route $default"));
        message.context().put("routeKey", route.key());
        limits.throttle(route.key());
        message.trace().began(ROUTE_REQUEST);
        route.models().check(message);
        return calls.call(route, message);
    }

    private byte[] failed(ConnectionEvent message, Throwable failure) {
        WebSocketFailure known = known(failure);
        dependencies.log(message, known);
        return frame(message, known);
    }

    /// Returns the route for the message's key, if the message is JSON and has one; else `$default`.
    private Optional<WebSocketRoute> route(ConnectionEvent message) {
        WebSocketApi api = dependencies.api();
        return api.routeSelection()
                .evaluate(MappedValues.of(message)::first)
                .filter(key -> !LIFECYCLE.contains(key))
                .flatMap(api::route)
                .or(() -> api.route(SelectionExpression.DEFAULT));
    }

    private static byte[] checked(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw WebSocketFailure.internal("the answer is larger than " + MAX_BYTES + " bytes");
        }
        return body;
    }

    /// Handles a closed connection; the route's result is ignored, and no throttle applies.
    void closed(ConnectionEvent closing) {
        dependencies
                .api()
                .route(WebSocketRoute.DISCONNECT)
                .map(route -> calls.call(route, closing))
                .orElseGet(() -> CompletableFuture.completedFuture(RouteReply.silent(200)))
                .whenComplete((reply, failure) -> {
                    if (failure == null) {
                        dependencies.log(closing, reply.status());
                    } else {
                        dependencies.log(closing, known(failure));
                    }
                });
    }

    /// `{"message": "Internal server error", "connectionId":"...", "requestId":"..."}`, spaced as API Gateway
    /// does.
    static byte[] frame(ConnectionEvent event, WebSocketFailure known) {
        String text = "{\"message\": " + Json.write(TextNode.valueOf(known.message())) + ", \"connectionId\":\""
                + event.text("connectionId") + "\", \"requestId\":\"" + event.text("requestId") + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Returns the part of a failure that the client may see. The rest goes to the log.
    static WebSocketFailure known(Throwable failure) {
        Throwable cause = Completions.cause(failure);
        if (cause instanceof WebSocketFailure gateway) {
            return gateway;
        }
        LOG.error("an integration failed", cause);
        return WebSocketFailure.internal(cause.toString());
    }
}
