// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.AuthorizerFunction;
import dev.stepgate.local.apigateway.AuthorizerPolicy;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.vtl.ContextMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// Decides whether a client may open a connection (developer guide, "Control and manage access to WebSocket
/// APIs in API Gateway").
record WebSocketAuthorizer(WebSocketBackend backend) {
    /// The limit "AWS Lambda authorizer result size" (API Gateway quotas for WebSocket APIs).
    private static final int MAX_BYTES = 8 * 1024;

    private static final Pattern SIGNATURE_V4 =
            Pattern.compile("AWS4-HMAC-SHA256 .*Credential=[^/,\\s]+/.*Signature=[^,\\s]+.*");

    /// Returns the connection's `$context.authorizer`; fails with the refusal.
    CompletionStage<ContextMap> authorize(WebSocketAuthorization authorization, ConnectionEvent opening) {
        return switch (authorization) {
            case WebSocketAuthorization.None _ -> CompletableFuture.completedFuture(new ContextMap());
            case WebSocketAuthorization.Iam _ -> {
                requireSignature(opening);
                yield CompletableFuture.completedFuture(new ContextMap());
            }
            case WebSocketAuthorization.Lambda lambda -> {
                requireIdentity(lambda, opening);
                HttpRequest call = AwsRequests.invocation(lambda.uri(), WebSocketProxyEvent.authorization(opening));
                yield opening.trace()
                        .called(AuthorizerFunction.STEP, "lambda", call, () -> backend.call("lambda", call))
                        .thenApply(response -> decide(opening, answer(response)));
            }
        };
    }

    private static void requireSignature(ConnectionEvent opening) {
        boolean signed = opening.request().query().containsKey("X-Amz-Signature")
                || MappedValues.of(opening)
                        .first(new ValueSource.RequestHeader("Authorization", ValueSource.Values.LAST))
                        .filter(header -> SIGNATURE_V4.matcher(header).matches())
                        .isPresent();
        if (!signed) {
            throw WebSocketFailure.missingAuthenticationToken();
        }
    }

    private static void requireIdentity(WebSocketAuthorization.Lambda lambda, ConnectionEvent opening) {
        for (ValueSource source : lambda.identity()) {
            Optional<String> value = MappedValues.of(opening).first(source);
            if (value.isEmpty() || value.get().isEmpty()) {
                throw WebSocketFailure.unauthorized("the authorizer " + lambda.name() + " needs " + source);
            }
        }
    }

    private static JsonNode answer(HttpResponse response) {
        if (response.body().length > MAX_BYTES) {
            throw WebSocketFailure.internal("the authorizer's answer is larger than " + MAX_BYTES + " bytes");
        }
        JsonNode answer;
        try {
            answer = Json.parse(response.body());
        } catch (JsonSyntaxException e) {
            throw WebSocketFailure.internal("the authorizer's answer is not JSON: " + e.getMessage());
        }
        if (answer.path("errorMessage").asText("").equals("Unauthorized")) {
            throw WebSocketFailure.unauthorized("the authorizer says so");
        }
        if (response.status() >= 300 || response.headers().contains("X-Amz-Function-Error")) {
            throw WebSocketFailure.internal("the authorizer failed: " + response.text());
        }
        if (!answer.path("principalId").isTextual()
                || !answer.path("policyDocument").isObject()) {
            throw WebSocketFailure.internal("the authorizer's answer has no principalId or policyDocument");
        }
        return answer;
    }

    private static ContextMap decide(ConnectionEvent opening, JsonNode answer) {
        AuthorizerPolicy policy = AuthorizerPolicy.of(answer.path("policyDocument"));
        if (policy.decide(opening.stage().routeArn(WebSocketRoute.CONNECT)) != AuthorizerPolicy.Decision.ALLOWED) {
            throw WebSocketFailure.forbidden("the authorizer's policy does not allow it");
        }
        ContextMap context = new ContextMap();
        context.put("principalId", answer.path("principalId").asText());
        if (answer.path("usageIdentifierKey").isTextual()) {
            context.put("usageIdentifierKey", answer.path("usageIdentifierKey").asText());
        }
        answer.path("context").properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw WebSocketFailure.internal("the authorizer's context holds more than texts, numbers and booleans");
            }
            context.put(entry.getKey(), entry.getValue().asText());
        });
        return context;
    }
}
