// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// Calls the services of this JVM, and HTTP endpoints on this machine. Anything else is refused by name. May
/// be used by any thread.
public final class ServiceTargets implements Targets {

    /// The time limit of an API destination
    /// ([limit](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html)).
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The SDKs' names of services that have another name in an ARN.
    private static final Map<String, String> SDK_NAMES =
            Map.of("sfn", "states", "eventbridge", "events", "cloudwatchevents", "events");

    private final Function<String, Optional<AwsService>> services;
    private final Supplier<String> requestIds;

    /// The client that all requests share, made with the first one.
    private static final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /// @param services by their names in an ARN; called each time, so that services may be added later
    /// @param requestIds UUIDs
    public ServiceTargets(Function<String, Optional<AwsService>> services, Supplier<String> requestIds) {
        this.services = services;
        this.requestIds = requestIds;
    }

    @Override
    public CompletionStage<JsonNode> call(TargetCall call) {
        return switch (call) {
            case TargetCall.Operation operation -> call(operation.service(), operation.operation(), operation.input());
            case TargetCall.SdkOperation operation -> call(operation);
            case TargetCall.Request request -> send(request);
        };
    }

    private CompletionStage<JsonNode> call(String service, String operation, ObjectNode input) {
        return services.apply(service)
                .orElseThrow(() -> new AwsException(
                        400,
                        "UnknownOperationException",
                        operation + " of " + service + " is not served here: a target can call the services of this"
                                + " local runtime"))
                .call(new AwsCall(operation, input, requestIds.get()));
    }

    private CompletionStage<JsonNode> call(TargetCall.SdkOperation call) {
        String service = SDK_NAMES.getOrDefault(call.sdkService(), call.sdkService());
        String operation = Character.toUpperCase(call.operation().charAt(0))
                + call.operation().substring(1);
        return call(service, operation, members(service, call.input()));
    }

    /// Returns the members in the form of the service's own protocol.
    private static ObjectNode members(String service, ObjectNode input) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        input.properties().forEach(member -> {
            String name = member.getKey();
            members.set(
                    service.equals("states") ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : name,
                    member.getValue());
        });
        if (service.equals("lambda") && members.path("Payload").isTextual()) {
            byte[] payload = members.path("Payload").textValue().getBytes(StandardCharsets.UTF_8);
            members.put("Payload", Base64.getEncoder().encodeToString(payload));
        }
        return members;
    }

    private CompletionStage<JsonNode> send(TargetCall.Request call) {
        requireLoopback(call.uri());
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(PATIENCE);
        call.headers().forEach(request::setHeader);
        request.method(
                call.method(),
                call.body().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        return Http.CLIENT
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        refusal(call.uri(), 504, "cannot be reached: " + failure.getMessage())))
                .thenApply(response -> answer(call.uri(), response));
    }

    private static JsonNode answer(URI uri, HttpResponse<byte[]> response) {
        if (response.statusCode() >= 300) {
            throw refusal(uri, response.statusCode(), "answered " + response.statusCode());
        }
        try {
            return Json.parse(response.body());
        } catch (JsonSyntaxException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /// Refuses requests that would leave this machine.
    private static void requireLoopback(URI uri) {
        String host = String.valueOf(uri.getHost());
        boolean isLoopback = host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
        if (!isLoopback || !String.valueOf(uri.getScheme()).matches("https?")) {
            throw refusal(uri, 400, "is not on this machine: this local runtime calls http://localhost and 127.0.0.1");
        }
    }

    private static AwsException refusal(URI uri, int status, String what) {
        return new AwsException(status, ANSWERED, uri + " " + what);
    }
}
