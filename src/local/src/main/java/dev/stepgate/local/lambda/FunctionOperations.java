// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The operations of Lambda that make sense here: Invoke, and those that read configurations.
final class FunctionOperations {
    static final Set<String> NAMES = Set.of("GetFunction", "GetFunctionConfiguration", "Invoke", "ListFunctions");

    private static final byte[] NO_PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

    private final Functions functions;
    private final Supplier<List<FunctionConfiguration>> all;

    FunctionOperations(Functions functions, Supplier<List<FunctionConfiguration>> all) {
        this.functions = functions;
        this.all = all;
    }

    CompletionStage<JsonNode> call(AwsCall call) {
        return switch (call.operation()) {
            case "Invoke" -> invoke(call);
            case "GetFunction" -> done(getFunction(call));
            case "GetFunctionConfiguration" -> done(describe(named(call)));
            case "ListFunctions" -> done(listFunctions());
            default -> throw AwsException.unknownOperation("lambda", call.operation());
        };
    }

    /// Refuses members that would change the meaning of a call and are not supported here.
    private static void requireServed(JsonNode input) {
        for (String member : List.of("TenantId", "DurableExecutionName")) {
            if (input.hasNonNull(member)) {
                throw new AwsException(
                        400,
                        "InvalidParameterValueException",
                        member + " is not served here: functions have no tenants and no durable executions");
            }
        }
    }

    private CompletionStage<JsonNode> invoke(AwsCall call) {
        requireServed(call.input());
        InvokeRequest request = request(call);
        requireJson(request.payload());
        String type = call.input().path("InvocationType").asText("RequestResponse");
        return switch (type) {
            case "RequestResponse" ->
                functions.invoke(request).thenApply(invocation -> answer(invocation, wantsLog(call.input())));
            case "Event" -> {
                functions.invokeAsynchronously(request);
                yield done(object().put("StatusCode", 202));
            }
            case "DryRun" -> {
                functions.find(request);
                yield done(object().put("StatusCode", 204));
            }
            default ->
                throw new AwsException(
                        400,
                        "InvalidParameterValueException",
                        "Unknown invocation type '" + type + "': expected RequestResponse, Event or DryRun");
        };
    }

    private static InvokeRequest request(AwsCall call) {
        JsonNode input = call.input();
        byte[] payload = Base64.getDecoder().decode(input.path("Payload").asText(""));
        return new InvokeRequest(
                functionName(input),
                text(input, "Qualifier"),
                payload.length == 0 ? NO_PAYLOAD : payload,
                text(input, "ClientContext"),
                call.requestId());
    }

    private static void requireJson(byte[] payload) {
        try {
            Json.parse(payload);
        } catch (JsonSyntaxException e) {
            throw new AwsException(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: Could not parse payload into json: " + e.getMessage());
        }
    }

    private static boolean wantsLog(JsonNode input) {
        return input.path("LogType").asText("None").equals("Tail");
    }

    private static JsonNode answer(InvocationResult invocation, boolean wantsLog) {
        ObjectNode answer = object().put("StatusCode", 200);
        if (invocation instanceof InvocationResult.FunctionError) {
            answer.put("FunctionError", "Unhandled");
        }
        if (wantsLog) {
            answer.put("LogResult", base64(invocation.call().logTail().getBytes(StandardCharsets.UTF_8)));
        }
        return answer.put("ExecutedVersion", invocation.call().executedVersion())
                .put("Payload", base64(invocation.payload()));
    }

    private JsonNode getFunction(AwsCall call) {
        ObjectNode answer = object();
        answer.set("Configuration", describe(named(call)));
        answer.putObject("Code").put("RepositoryType", "local");
        return answer;
    }

    private JsonNode listFunctions() {
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("Functions");
        all.get()
                .forEach(function ->
                        list.add(describe(new InvocationTarget(function, InvocationTarget.LATEST, function.arn()))));
        return answer;
    }

    private InvocationTarget named(AwsCall call) {
        return functions.find(request(call));
    }

    private static ObjectNode describe(InvocationTarget target) {
        FunctionConfiguration function = target.configuration();
        ObjectNode description = object().put("FunctionName", function.name())
                .put("FunctionArn", target.invokedArn())
                .put("Runtime", function.code().runtime().identifier())
                .put("Handler", function.code().handler())
                .put("Timeout", function.limits().timeout().toSeconds())
                .put("MemorySize", function.limits().memoryMb())
                .put("Version", target.version())
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful")
                .put("PackageType", "Zip");
        ObjectNode variables = description.putObject("Environment").putObject("Variables");
        function.environment().forEach(variables::put);
        return description;
    }

    private static String functionName(JsonNode input) {
        return text(input, "FunctionName")
                .orElseThrow(() -> new AwsException(
                        400,
                        "ValidationException",
                        "1 validation error detected: Value null at 'functionName' failed to satisfy constraint: Member"
                                + " must not be null"));
    }

    private static Optional<String> text(JsonNode input, String member) {
        return input.hasNonNull(member) ? Optional.of(input.get(member).asText()) : Optional.empty();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static CompletionStage<JsonNode> done(JsonNode answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
