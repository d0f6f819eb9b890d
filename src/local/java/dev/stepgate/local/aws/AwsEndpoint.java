// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// The AWS services of this JVM over HTTP: the JSON 1.0 protocol, which names its operation in `X-Amz-Target`.
public final class AwsEndpoint implements HttpHandler {
    private static final String JSON = "application/x-amz-json-1.0";
    private static final Map<String, String> TARGETS = Map.of("AWSStepFunctions", "states", "AmazonSQS", "sqs");

    private final Map<String, AwsService> services = new HashMap<>();

    public AwsEndpoint(Collection<AwsService> services) {
        services.forEach(service -> this.services.put(service.name(), service));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        try {
            return call(request).handle((output, failure) -> failure == null ? answer(200, output) : refusal(failure));
        } catch (AwsException refused) {
            return CompletableFuture.completedFuture(refusal(refused));
        } catch (JsonSyntaxException e) {
            return CompletableFuture.completedFuture(
                    refusal(new AwsException(400, "SerializationException", "the body is not JSON")));
        }
    }

    private CompletionStage<JsonNode> call(HttpRequest request) {
        String target = request.headers().first("X-Amz-Target").orElse("");
        String[] parts = target.split("\\.", 2);
        AwsService service = services.get(TARGETS.getOrDefault(parts[0], ""));
        if (service == null || parts.length != 2) {
            throw new AwsException(400, "UnknownOperationException", "no operation " + target);
        }
        JsonNode input = Json.parse(request.body().length == 0 ? "{}" : request.text());
        return service.call(new AwsCall(parts[1], input, UUID.randomUUID().toString()));
    }

    private static HttpResponse refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        AwsException refused = cause instanceof AwsException known
                ? known
                : new AwsException(500, "InternalFailure", "internal failure");
        return answer(
                refused.status(),
                refused.members().deepCopy().put("__type", refused.code()).put("message", refused.message()));
    }

    private static HttpResponse answer(int status, JsonNode body) {
        return HttpResponse.of(status, JSON, Json.write(body));
    }
}
