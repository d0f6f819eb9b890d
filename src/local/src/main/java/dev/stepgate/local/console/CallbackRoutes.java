// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.WaitingTask;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.stepfunctions.StepFunctions;
import java.util.Map;

/// The tasks that wait for a callback, the oldest first. Workers answer them by SendTaskSuccess,
/// SendTaskFailure and SendTaskHeartbeat.
record CallbackRoutes(StepFunctions states) implements Api.Group {

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET callbacks",
                Api.Route.json(question -> Window.of(question).of(states.waitingTasks(), CallbackRoutes::row)));
    }

    private static ObjectNode row(WaitingTask task) {
        ObjectNode json = ExecutionRoutes.waiting(task.waiting());
        json.put("execution", task.execution().arn());
        json.put("name", task.execution().request().identity().executionName());
        json.put("machine", task.execution().request().identity().machine().name());
        json.put("machineArn", MachineRoutes.machineOf(task.execution()));
        return json.put("arguments", Json.write(task.arguments()));
    }
}
