// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Calls the function of a Lambda authorizer, for REST and HTTP APIs alike.
public record AuthorizerFunction(AwsBackend backend) {

    /// The step in which it is called.
    public static final String STEP = "authorization";

    /// Returns the function's answer; fails with the gateway's own failure when the function refuses or
    /// fails, or its answer is not JSON.
    public CompletionStage<JsonNode> ask(AwsUri uri, ObjectNode event, RequestTrace trace) {
        byte[] body = Json.bytes(event);
        HttpRequest wire = HttpRequest.of("POST", uri.path(Map.of()), Headers.none(), body);
        AwsBackendRequest call = new AwsBackendRequest(uri.service(), uri.region(), wire);
        return trace.called(STEP, uri.service(), wire, () -> backend.call(call)).handle((response, failure) -> {
            if (failure != null) {
                throw new CompletionException(
                        GatewayFailure.authorizerFailure().because("the authorizer was not called: " + failure));
            }
            return answer(response);
        });
    }

    private static JsonNode answer(HttpResponse response) {
        JsonNode answer = parse(response);
        if (answer.path("errorMessage").asText("").equals("Unauthorized")) {
            throw GatewayFailure.unauthorized().because("the authorizer's function failed with Unauthorized");
        }
        if (response.status() >= 300 || response.headers().contains("X-Amz-Function-Error")) {
            throw GatewayFailure.authorizerFailure().because("the authorizer's function failed: " + response.text());
        }
        return answer;
    }

    private static JsonNode parse(HttpResponse response) {
        try {
            return Json.parse(response.body());
        } catch (JsonSyntaxException _) {
            throw GatewayFailure.authorizerConfiguration()
                    .because("the authorizer's answer is not JSON: " + response.text());
        }
    }
}
