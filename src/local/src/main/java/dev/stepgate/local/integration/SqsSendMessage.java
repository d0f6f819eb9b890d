// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// [sqs:sendMessage](https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html). A body that is
/// not a string is sent as JSON.
record SqsSendMessage(IntegrationDependencies dependencies) implements ServiceIntegration {

    /// A queue's URL, which has the account and the name after its host.
    private static final Pattern URL = Pattern.compile("(?:https?://)?([^/:]+)(?::\\d+)?(/.*)?");

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode input = ServiceIntegration.present(request.parameters());
        Matcher url = URL.matcher(JsonNodes.member(input, "QueueUrl").orElse(""));
        if (url.matches() && url.group(2) == null) {
            progress.failed(
                    "SQS.SdkClientException",
                    "Unable to execute HTTP request: " + url.group(1) + ": Name or service not known");
            return TaskHandle.NOTHING_TO_CANCEL;
        }
        JsonNodes.member(input, "MessageBody").ifPresent(body -> input.put("MessageBody", body));
        if (input.has("MessageAttribute")) {
            input.set("MessageAttributes", input.remove("MessageAttribute"));
        }
        AwsCall call = new AwsCall("SendMessage", input, dependencies.newRequestId());
        dependencies.call("sqs", call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofOptimized("sqs").report(refused, call.requestId(), progress);
            } else {
                ServiceIntegration.answered(request, progress, output(answer, call.requestId()));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private JsonNode output(JsonNode answer, String requestId) {
        int length = Json.bytes(answer).length;
        return SdkMetadata.of(200, requestId, dependencies.time().now())
                .header("connection", "keep-alive")
                .body("application/x-amz-json-1.0", length)
                .addTo(answer.deepCopy());
    }
}
