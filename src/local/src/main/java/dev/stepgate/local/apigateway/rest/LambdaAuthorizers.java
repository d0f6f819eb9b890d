// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.AuthorizerFunction;
import dev.stepgate.local.apigateway.AuthorizerPolicy;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.LambdaProxyEvent;
import dev.stepgate.local.apigateway.ParameterSource;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Calls Lambda authorizers ([how they
/// work](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html))
/// and caches their policies for as long as they say.
final class LambdaAuthorizers {
    private static final int MAX_KEPT = 10_000;

    private final AuthorizerFunction function;
    private final InstantSource clock;
    private final Map<Caller, Kept> kept = new ConcurrentHashMap<>();

    LambdaAuthorizers(AwsBackend backend, InstantSource clock) {
        this.function = new AuthorizerFunction(backend);
        this.clock = clock;
    }

    private record Caller(String api, String authorizer, List<String> identity) {}

    private record Kept(Grant grant, Instant until) {}

    /// An authorizer's answer.
    ///
    /// @param context `$context.authorizer`
    private record Grant(AuthorizerPolicy policy, ContextMap context) {}

    /// Adds the caller to the exchange; fails with the gateway response for a caller that is not allowed.
    CompletionStage<Exchange> authorize(Exchange exchange, LambdaAuthorizer authorizer) {
        List<String> identity = identity(exchange, authorizer);
        Caller caller = new Caller(exchange.text("apiId"), authorizer.name(), identity);
        Kept known = kept.get(caller);
        if (known != null && clock.instant().isBefore(known.until())) {
            return CompletableFuture.completedFuture(admitted(exchange, known.grant()));
        }
        return ask(exchange, authorizer, identity).thenApply(grant -> {
            if (!authorizer.ttl().isZero() && !identity.isEmpty() && kept.size() < MAX_KEPT) {
                kept.put(caller, new Kept(grant, clock.instant().plus(authorizer.ttl())));
            }
            return admitted(exchange, grant);
        });
    }

    private static List<String> identity(Exchange exchange, LambdaAuthorizer authorizer) {
        ParameterValues values = ParameterValues.ofRequest(exchange);
        List<String> identity = new ArrayList<>();
        for (ParameterSource source : authorizer.identity()) {
            List<String> found = values.find(source);
            if (found.isEmpty() || found.getFirst().isEmpty()) {
                throw GatewayFailure.unauthorized()
                        .because("the request has no " + source.described() + ", which the authorizer "
                                + authorizer.name() + " needs");
            }
            identity.add(found.getFirst());
        }
        authorizer.validation().ifPresent(expression -> {
            if (!expression.matchesInTime(identity.getFirst())) {
                throw GatewayFailure.unauthorized()
                        .because("the token does not match the validation expression of the authorizer "
                                + authorizer.name());
            }
        });
        return identity;
    }

    private CompletionStage<Grant> ask(Exchange exchange, LambdaAuthorizer authorizer, List<String> identity) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", authorizer.kind().name());
        event.put("methodArn", exchange.methodArn());
        switch (authorizer.kind()) {
            case TOKEN -> event.put("authorizationToken", identity.getFirst());
            case REQUEST -> {
                LambdaProxyEvent.describe(exchange, event);
                event.set("requestContext", LambdaProxyEvent.requestContext(exchange.context()));
            }
        }
        return function.ask(authorizer.uri(), event, exchange.trace()).thenApply(LambdaAuthorizers::grant);
    }

    private static Grant grant(JsonNode answer) {
        if (!answer.path("principalId").isTextual()
                || !answer.path("policyDocument").isObject()) {
            throw GatewayFailure.authorizerConfiguration()
                    .because("the authorizer's answer has no principalId or no policyDocument: " + answer);
        }
        return new Grant(AuthorizerPolicy.of(answer.path("policyDocument")), context(answer));
    }

    /// Reads the context, whose strings, numbers and booleans reach templates as strings.
    private static ContextMap context(JsonNode answer) {
        ContextMap context = new ContextMap();
        context.put("principalId", answer.path("principalId").asText());
        answer.path("context").properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw GatewayFailure.authorizerConfiguration()
                        .because("the authorizer's context." + entry.getKey() + " is not a text, number or boolean");
            }
            context.put(entry.getKey(), entry.getValue().asText());
        });
        if (answer.path("usageIdentifierKey").isTextual()) {
            context.put("usageIdentifierKey", answer.path("usageIdentifierKey").asText());
        }
        return context;
    }

    private static Exchange admitted(Exchange exchange, Grant grant) {
        switch (grant.policy().decide(exchange.methodArn())) {
            case ALLOWED -> exchange.context().put("authorizer", grant.context());
            case NOT_ALLOWED ->
                throw GatewayFailure.accessDenied()
                        .because("the authorizer's policy does not allow " + exchange.methodArn());
            case DENIED ->
                throw GatewayFailure.explicitDeny().because("the authorizer's policy denies " + exchange.methodArn());
        }
        return exchange;
    }
}
