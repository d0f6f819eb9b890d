// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;

/// One service integration. Never blocks; whatever it throws fails the task.
@FunctionalInterface
interface ServiceIntegration {

    TaskHandle start(TaskRequest request, TaskProgress progress);

    /// See [dev.stepgate.local.asl.run.Tasks#resume].
    default TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    /// Reports the service's answer, which for a task with a token is only the beginning.
    static void answered(TaskRequest request, TaskProgress progress, JsonNode output) {
        boolean waitsForToken = request.resource() instanceof TaskResource.Service service
                && service.pattern() == TaskResource.Pattern.WAIT_FOR_TASK_TOKEN;
        if (waitsForToken) {
            progress.submitted(output);
        } else {
            progress.succeeded(output);
        }
    }

    /// Returns the parameters without those that are null, because AWS treats them as absent.
    static ObjectNode present(JsonNode parameters) {
        ObjectNode present = JsonNodes.object();
        parameters.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                present.set(member.getKey(), member.getValue());
            }
        });
        return present;
    }
}
