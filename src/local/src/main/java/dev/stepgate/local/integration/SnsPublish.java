// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import java.nio.charset.StandardCharsets;

/// [sns:publish](https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html). A message that is
/// not a string is sent as JSON.
record SnsPublish(IntegrationDependencies dependencies) implements ServiceIntegration {

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode input = ServiceIntegration.present(request.parameters());
        JsonNodes.member(input, "Message").ifPresent(message -> input.put("Message", message));
        AwsCall call = new AwsCall("Publish", input, dependencies.newRequestId());
        dependencies.call("sns", call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofOptimized("sns").report(refused, call.requestId(), progress);
            } else {
                ServiceIntegration.answered(request, progress, output(answer, call.requestId()));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private JsonNode output(JsonNode answer, String requestId) {
        int length = xml(answer, requestId).getBytes(StandardCharsets.UTF_8).length;
        return SdkMetadata.of(200, requestId, dependencies.time().now())
                .header("connection", "keep-alive")
                .body("text/xml", length)
                .addTo(answer.deepCopy());
    }

    /// Returns the answer as it would go over the wire, because its length is in the output.
    private static String xml(JsonNode answer, String requestId) {
        StringBuilder result = new StringBuilder();
        answer.properties()
                .forEach(member -> result.append("    <%1$s>%2$s</%1$s>\n"
                        .formatted(member.getKey(), member.getValue().asText())));
        return """
                <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <PublishResult>
                %s  </PublishResult>
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </PublishResponse>
                """.formatted(result, requestId);
    }
}
