// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.ServiceModel;

/// [aws-sdk](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html) for the
/// services in this JVM: calls any action, in the shapes of the AWS SDK for Java 2.
record SdkCall(IntegrationDependencies dependencies, ServiceModel service, String action)
        implements ServiceIntegration {

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        ObjectNode parameters = ServiceIntegration.present(request.parameters());
        SdkShapes shapes = SdkShapes.of(service);
        AwsCall call = new AwsCall(SdkNames.capitalized(action), shapes.input(parameters), dependencies.newRequestId());
        dependencies.call(service.name(), call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofSdk(service).report(refused, call.requestId(), progress);
            } else {
                ServiceIntegration.answered(request, progress, shapes.output(answer));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }
}
