// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.gateway.Policy;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.vtl.ContextMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// Decides who may open a connection (developer guide, "Control and manage access to WebSocket APIs in API Gateway").
record Authorizer(Backend backend) {
    /// "AWS Lambda authorizer result size", API Gateway quotas for WebSocket APIs.
    private static final int MOST_BYTES = 8 * 1024;

    private static final Pattern SIGNATURE_V4 =
            Pattern.compile("AWS4-HMAC-SHA256 .*Credential=[^/,\\s]+/.*Signature=[^,\\s]+.*");

    /// What the connection will know as `$context.authorizer`; fails with the refusal.
    CompletionStage<ContextMap> authorize(Authorization authorization, Event opening) {
        return switch (authorization) {
            case Authorization.None _ -> CompletableFuture.completedFuture(new ContextMap());
            case Authorization.Iam _ -> {
                requireSignature(opening);
                yield CompletableFuture.completedFuture(new ContextMap());
            }
            case Authorization.Lambda lambda -> {
                requireIdentity(lambda, opening);
                yield backend.call("lambda", AwsRequests.invocation(lambda.uri(), ProxyEvent.authorization(opening)))
                        .thenApply(response -> decide(opening, answer(response)));
            }
        };
    }

    private static void requireSignature(Event opening) {
        boolean signed = opening.request().query().containsKey("X-Amz-Signature")
                || Values.of(opening)
                        .first(new Source.RequestHeader("Authorization", Source.Values.LAST))
                        .filter(header -> SIGNATURE_V4.matcher(header).matches())
                        .isPresent();
        if (!signed) {
            throw GatewayFailure.missingAuthenticationToken();
        }
    }

    private static void requireIdentity(Authorization.Lambda lambda, Event opening) {
        for (Source source : lambda.identity()) {
            Optional<String> value = Values.of(opening).first(source);
            if (value.isEmpty() || value.get().isEmpty()) {
                throw GatewayFailure.unauthorized("the authorizer " + lambda.name() + " needs " + source);
            }
        }
    }

    private static JsonNode answer(HttpResponse response) {
        if (response.body().length > MOST_BYTES) {
            throw GatewayFailure.internal("the authorizer's answer is larger than " + MOST_BYTES + " bytes");
        }
        JsonNode answer;
        try {
            answer = Json.parse(response.body());
        } catch (JsonSyntaxException e) {
            throw GatewayFailure.internal("the authorizer's answer is not JSON: " + e.getMessage());
        }
        if (answer.path("errorMessage").asText("").equals("Unauthorized")) {
            throw GatewayFailure.unauthorized("the authorizer says so");
        }
        if (response.status() >= 300 || response.headers().contains("X-Amz-Function-Error")) {
            throw GatewayFailure.internal("the authorizer failed: " + response.text());
        }
        if (!answer.path("principalId").isTextual()
                || !answer.path("policyDocument").isObject()) {
            throw GatewayFailure.internal("the authorizer's answer has no principalId or policyDocument");
        }
        return answer;
    }

    private static ContextMap decide(Event opening, JsonNode answer) {
        Policy policy = Policy.of(answer.path("policyDocument"));
        if (policy.decide(opening.stage().routeArn(Route.CONNECT)) != Policy.Decision.ALLOWED) {
            throw GatewayFailure.forbidden("the authorizer's policy does not allow it");
        }
        ContextMap context = new ContextMap();
        context.put("principalId", answer.path("principalId").asText());
        if (answer.path("usageIdentifierKey").isTextual()) {
            context.put("usageIdentifierKey", answer.path("usageIdentifierKey").asText());
        }
        answer.path("context").properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw GatewayFailure.internal("the authorizer's context holds more than texts, numbers and booleans");
            }
            context.put(entry.getKey(), entry.getValue().asText());
        });
        return context;
    }
}
