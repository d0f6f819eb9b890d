// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ChildExecution;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.json.Json;

/// Converts an execution to a row of a list.
final class ExecutionRow {
    private ExecutionRow() {}

    static ObjectNode of(Execution execution) {
        ExecutionSnapshot snapshot = execution.snapshot();
        ObjectNode json = Json.mapper().createObjectNode().put("arn", execution.arn());
        json.put("name", execution.request().identity().executionName());
        json.put("machineArn", MachineRoutes.machineOf(execution));
        json.put("machine", execution.request().identity().machine().name());
        json.put("type", execution.request().type().name());
        json.put("status", snapshot.status());
        json.put("start", execution.startTime().toEpochMilli());
        snapshot.end().ifPresent(end -> json.put("stop", end.time().toEpochMilli()));
        json.put("redrives", snapshot.redriveCount());
        json.put("events", snapshot.events().size());
        return json;
    }

    /// Converts an execution of a map run. `kept` tells whether there is a history to walk into.
    static ObjectNode of(ChildExecution child) {
        ObjectNode json = Json.mapper().createObjectNode().put("arn", child.arn());
        json.put("name", child.name());
        json.put("status", child.status());
        json.put("start", child.startTime().toEpochMilli());
        child.stopTime().ifPresent(time -> json.put("stop", time.toEpochMilli()));
        return json.put("kept", child.execution().isPresent());
    }
}
