// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// [lambda:invoke](https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html). A `Payload`
/// that is a string is sent as it is, so it has to be JSON; if absent or null, it is an empty object.
record LambdaInvoke(IntegrationDependencies dependencies) implements ServiceIntegration {

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode parameters = ServiceIntegration.present(request.parameters());
        InvokeRequest call = new InvokeRequest(
                JsonNodes.member(parameters, "FunctionName").orElse(""),
                JsonNodes.member(parameters, "Qualifier"),
                payload(parameters),
                JsonNodes.member(parameters, "ClientContext"),
                dependencies.newRequestId());
        try {
            start(call, parameters, request, progress);
        } catch (AwsException refused) {
            ServiceError.ofOptimized("lambda").report(refused, call.requestId(), progress);
        }
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private void start(InvokeRequest call, ObjectNode parameters, TaskRequest request, TaskProgress progress) {
        requireJson(call);
        String type = JsonNodes.member(parameters, "InvocationType").orElse("RequestResponse");
        if (type.equals("Event")) {
            dependencies.backends().functions().invokeAsynchronously(call);
            ObjectNode output = JsonNodes.object().put("Payload", "").put("StatusCode", 202);
            ServiceIntegration.answered(
                    request, progress, metadata(202, call, 0).addTo(output));
            return;
        }
        boolean wantsLog =
                JsonNodes.member(parameters, "LogType").orElse("None").equals("Tail");
        dependencies.invoke(call).whenComplete((invocation, refused) -> {
            switch (invocation) {
                case null -> ServiceError.ofOptimized("lambda").report(refused, call.requestId(), progress);
                case InvocationResult.FunctionError error -> FunctionFailure.reportCompactly(error, progress);
                case InvocationResult.Succeeded answer ->
                    ServiceIntegration.answered(request, progress, output(answer, call, wantsLog));
            }
        });
    }

    private JsonNode output(InvocationResult.Succeeded answer, InvokeRequest call, boolean wantsLog) {
        String version = answer.call().executedVersion();
        ObjectNode output = JsonNodes.object().put("ExecutedVersion", version);
        SdkMetadata metadata = metadata(200, call, answer.payload().length).header("X-Amz-Executed-Version", version);
        if (wantsLog) {
            byte[] tail = answer.call().logTail().getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().encodeToString(tail);
            output.put("LogResult", encoded);
            metadata.header("X-Amz-Log-Result", encoded);
        }
        output.set("Payload", JsonNodes.parseOrText(answer.payload()));
        return metadata.addTo(output).put("StatusCode", 200);
    }

    private SdkMetadata metadata(int status, InvokeRequest call, int length) {
        return SdkMetadata.of(status, call.requestId(), dependencies.time().now())
                .header("x-amzn-Remapped-Content-Length", "0")
                .header("X-Amzn-Trace-Id", TraceHeader.of(dependencies.time().now(), call.requestId()))
                .header("Connection", "keep-alive")
                .body("application/json", length);
    }

    private static byte[] payload(JsonNode parameters) {
        return JsonNodes.member(parameters, "Payload").orElse("{}").getBytes(StandardCharsets.UTF_8);
    }

    private static void requireJson(InvokeRequest call) {
        try {
            Json.parse(call.payload());
        } catch (JsonSyntaxException e) {
            throw new AwsException(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: Could not parse payload into json: " + e.getMessage());
        }
    }
}
