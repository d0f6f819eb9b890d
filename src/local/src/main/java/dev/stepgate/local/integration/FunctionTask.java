// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.InvokeRequest;
import java.util.Optional;

/// A Task whose `Resource` is a function's ARN: its input is the event, and
/// its result is the function's answer.
record FunctionTask(IntegrationDependencies dependencies) implements ServiceIntegration {

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        InvokeRequest call = new InvokeRequest(
                request.resource().arn(),
                Optional.empty(),
                Json.bytes(request.parameters()),
                Optional.empty(),
                dependencies.newRequestId());
        dependencies.invoke(call).whenComplete((invocation, refused) -> {
            switch (invocation) {
                case null -> ServiceError.ofOptimized("lambda").report(refused, call.requestId(), progress);
                case InvocationResult.FunctionError error -> FunctionFailure.report(error, progress);
                case InvocationResult.Succeeded answer -> progress.succeeded(JsonNodes.parseOrText(answer.payload()));
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }
}
