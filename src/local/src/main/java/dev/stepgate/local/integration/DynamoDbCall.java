// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;
import java.util.zip.CRC32;

/// [DynamoDB](https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html): getItem, putItem,
/// updateItem and deleteItem, in the shapes of DynamoDB's own JSON.
///
/// @param operation of DynamoDB: `GetItem`
record DynamoDbCall(IntegrationDependencies dependencies, String operation) implements ServiceIntegration {

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        AwsCall call =
                new AwsCall(operation, ServiceIntegration.present(request.parameters()), dependencies.newRequestId());
        dependencies.call("dynamodb", call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofOptimized("dynamodb").report(refused, call.requestId(), progress);
            } else {
                ServiceIntegration.answered(request, progress, output(answer, call.requestId()));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private JsonNode output(JsonNode answer, String requestId) {
        byte[] body = Json.bytes(answer);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return SdkMetadata.of(200, requestId, dependencies.time().now())
                .header("Connection", "keep-alive")
                .header("Server", "Server")
                .header("x-amz-crc32", String.valueOf(checksum.getValue()))
                .body("application/x-amz-json-1.0", body.length)
                .addTo(answer.deepCopy());
    }
}
