// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the route of an event and makes what the client hears of it, error frames included.
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketGateway.class);
    private static final int MOST_BYTES = 128 * 1024;

    /// Routes that no message can ask for.
    private static final Set<String> LIFECYCLE = Set.of(Route.CONNECT, Route.DISCONNECT);

    private final Surroundings surroundings;
    private final Limits limits;
    private final RouteCall calls;

    Messages(Surroundings surroundings, Limits limits, RouteCall calls) {
        this.surroundings = surroundings;
        this.limits = limits;
        this.calls = calls;
    }

    /// The frame that answers a message; empty when there is none. Never fails.
    CompletionStage<byte[]> answer(Event message) {
        CompletionStage<Reply> reply;
        try {
            reply = called(message);
        } catch (GatewayFailure failure) {
            reply = CompletableFuture.failedFuture(failure);
        }
        return reply.thenApply(done -> {
                    byte[] body = checked(done.body());
                    surroundings.log(message, done.status());
                    return body;
                })
                .exceptionally(failure -> failed(message, failure));
    }

    private CompletionStage<Reply> called(Event message) {
        Route route = route(message)
                .orElseThrow(
                        () -> GatewayFailure.forbidden("no route fits the message and there is no route $default"));
        message.context().put("routeKey", route.key());
        limits.throttle(route.key());
        route.models().check(message);
        return calls.call(route, message);
    }

    private byte[] failed(Event message, Throwable failure) {
        surroundings.log(message, known(failure));
        return frame(message, failure);
    }

    /// The route of the key that the message selects, if it is JSON and has one; else `$default`.
    private Optional<Route> route(Event message) {
        WebSocketApi api = surroundings.api();
        return api.routeSelection()
                .evaluate(Values.of(message)::first)
                .filter(key -> !LIFECYCLE.contains(key))
                .flatMap(api::route)
                .or(() -> api.route(SelectionExpression.DEFAULT));
    }

    private static byte[] checked(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw GatewayFailure.internal("the answer is larger than " + MOST_BYTES + " bytes");
        }
        return body;
    }

    /// A connection is closed; nobody hears what the route makes of it, and no throttle keeps it back.
    void closed(Event closing) {
        surroundings
                .api()
                .route(Route.DISCONNECT)
                .map(route -> calls.call(route, closing))
                .orElseGet(() -> CompletableFuture.completedFuture(Reply.silent(200)))
                .whenComplete((reply, failure) -> {
                    if (failure == null) {
                        surroundings.log(closing, reply.status());
                    } else {
                        LOG.warn("{}: {}", Route.DISCONNECT, known(failure).reason());
                        surroundings.log(closing, known(failure));
                    }
                });
    }

    /// `{"message": "Internal server error", "connectionId":"...", "requestId":"..."}`, spaced as API Gateway does.
    static byte[] frame(Event event, Throwable failure) {
        GatewayFailure known = known(failure);
        LOG.warn("{} of {}: {}", event.text("routeKey"), event.text("connectionId"), known.reason());
        String text = "{\"message\": " + Json.write(TextNode.valueOf(known.message())) + ", \"connectionId\":\""
                + event.text("connectionId") + "\", \"requestId\":\"" + event.text("requestId") + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// What the client may know of a failure. The rest is for the log.
    static GatewayFailure known(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof GatewayFailure gateway) {
            return gateway;
        }
        if (failure instanceof CompletionException && cause != null) {
            return known(cause);
        }
        LOG.error("an integration failed", failure);
        return GatewayFailure.internal(failure.toString());
    }
}
