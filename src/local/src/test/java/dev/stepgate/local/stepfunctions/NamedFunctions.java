// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import java.util.Optional;

/// Functions that do what their name says: `echo` returns its payload, `fail` fails, any other never answers.
final class NamedFunctions implements Tasks {

    @Override
    public Optional<String> problem(TaskResource resource) {
        return Optional.empty();
    }

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        switch (request.resource().arn().replaceFirst(".*:", "")) {
            case "echo" -> progress.succeeded(request.parameters());
            case "fail" -> progress.failed("Broken", "as it always is");
            default -> {}
        }
        return TaskHandle.NOTHING_TO_CANCEL;
    }
}
