// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;

/// [aws-sdk](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html) for the services in
/// this JVM: any action, in the shapes of the AWS SDK for Java 2.
record SdkCall(Surroundings surroundings, SdkService service, String action) implements Integration {

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode parameters = Integration.present(request.parameters());
        AwsCall call =
                new AwsCall(SdkNames.capitalized(action), service.input(parameters), surroundings.newRequestId());
        surroundings.call(service.service(), call).whenComplete((answer, refused) -> {
            if (answer == null) {
                service.errors().report(refused, call.requestId(), progress);
            } else {
                Integration.answered(request, progress, service.output(answer));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }
}
