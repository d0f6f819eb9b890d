// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.AuthorizerFunction;
import dev.stepgate.local.apigateway.AuthorizerPolicy;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.LambdaProxyEvent;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Calls the Lambda authorizers of an HTTP API and caches their answers for as long as they say.
final class RouteAuthorizers {
    private static final int MAX_KEPT = 10_000;

    private final AuthorizerFunction function;
    private final InstantSource clock;
    private final Map<Caller, Kept> kept = new ConcurrentHashMap<>();

    RouteAuthorizers(AwsBackend backend, InstantSource clock) {
        this.function = new AuthorizerFunction(backend);
        this.clock = clock;
    }

    private record Caller(String authorizer, List<String> identity) {}

    private record Kept(JsonNode answer, Instant until) {}

    /// Adds the caller to the exchange; fails when the caller is not allowed.
    CompletionStage<Exchange> authorize(Exchange exchange, RouteAuthorization.Lambda authorizer) {
        List<String> identity = identity(exchange, authorizer);
        Caller caller = new Caller(authorizer.name(), identity);
        Kept known = kept.get(caller);
        if (known != null && clock.instant().isBefore(known.until())) {
            return CompletableFuture.completedFuture(admitted(exchange, authorizer, known.answer()));
        }
        return ask(exchange, authorizer, identity).thenApply(answer -> {
            if (!authorizer.ttl().isZero() && kept.size() < MAX_KEPT) {
                kept.put(caller, new Kept(answer, clock.instant().plus(authorizer.ttl())));
            }
            return admitted(exchange, authorizer, answer);
        });
    }

    private static List<String> identity(Exchange exchange, RouteAuthorization.Lambda authorizer) {
        ParameterValues values = ParameterValues.ofRequest(exchange);
        List<String> identity = new ArrayList<>();
        for (ParameterExpression source : authorizer.identity()) {
            Optional<String> value = source.value(values).filter(text -> !text.isEmpty());
            identity.add(value.orElseThrow(() -> GatewayFailure.unauthorized()
                    .because("the request lacks an identity source of the authorizer " + authorizer.name())));
        }
        return identity;
    }

    private CompletionStage<JsonNode> ask(
            Exchange exchange, RouteAuthorization.Lambda authorizer, List<String> identity) {
        ObjectNode event = switch (authorizer.answer().format()) {
            case V1 -> version1(exchange, identity);
            case V2 -> version2(exchange, identity);
        };
        return function.ask(authorizer.uri(), event, exchange.trace());
    }

    private static ObjectNode version1(Exchange exchange, List<String> identity) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("version", "1.0");
        LambdaProxyEvent.describe(exchange, event);
        event.remove(List.of("multiValueHeaders", "multiValueQueryStringParameters"));
        event.put("type", "REQUEST").put("methodArn", exchange.methodArn());
        event.put("identitySource", String.join(",", identity));
        event.put("authorizationToken", String.join(",", identity));
        event.set("requestContext", LambdaProxyEvent.requestContext(exchange.context()));
        return event;
    }

    private static ObjectNode version2(Exchange exchange, List<String> identity) {
        ObjectNode event = HttpApiEvent.describe(exchange);
        event.put("type", "REQUEST").put("routeArn", exchange.methodArn());
        event.set("identitySource", Json.mapper().valueToTree(identity));
        return event;
    }

    private static Exchange admitted(Exchange exchange, RouteAuthorization.Lambda authorizer, JsonNode answer) {
        boolean allowed = authorizer.answer().simple() ? isAuthorized(answer) : policyAllows(exchange, answer);
        if (!allowed) {
            throw GatewayFailure.accessDenied()
                    .because("the authorizer " + authorizer.name() + " does not allow it: " + answer);
        }
        ContextMap context = new ContextMap();
        answer.path("context")
                .properties()
                .forEach(entry -> context.put(
                        entry.getKey(),
                        entry.getValue().isTextual() ? entry.getValue().textValue() : entry.getValue()));
        if (answer.path("principalId").isTextual()) {
            context.put("principalId", answer.path("principalId").textValue());
        }
        exchange.context().put("authorizer", context);
        return exchange;
    }

    private static boolean isAuthorized(JsonNode answer) {
        if (!answer.path("isAuthorized").isBoolean()) {
            throw GatewayFailure.authorizerConfiguration()
                    .because("the authorizer's simple response has no boolean isAuthorized: " + answer);
        }
        return answer.path("isAuthorized").booleanValue();
    }

    private static boolean policyAllows(Exchange exchange, JsonNode answer) {
        if (!answer.path("policyDocument").isObject()) {
            throw GatewayFailure.authorizerConfiguration()
                    .because("the authorizer's answer has no policyDocument: " + answer);
        }
        return AuthorizerPolicy.of(answer.path("policyDocument")).decide(exchange.methodArn())
                == AuthorizerPolicy.Decision.ALLOWED;
    }
}
