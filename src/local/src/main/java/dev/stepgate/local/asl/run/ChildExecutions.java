// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import java.util.Optional;

/// Makes the ARNs of a map run and its executions, as AWS does: `mapRun:Machine/Label:uuid`,
/// `execution:Machine/Label:uuid`.
final class ChildExecutions {
    private final StartRequest parent;
    private final StateMachine machine;
    private final WorkflowType type;
    private final Execution execution;
    private final String label;
    private final StartRequest.Machine name;

    ChildExecutions(Execution parent, State.Map map, WorkflowType type) {
        this.parent = parent.request();
        this.machine = new StateMachine(
                Optional.empty(),
                this.parent.machine().queryLanguage(),
                Optional.empty(),
                map.iteration().processor().states());
        this.type = type;
        this.execution = parent;
        this.label = map.iteration().distribution().label().orElseGet(parent::uuid);
        StartRequest.Machine own = this.parent.identity().machine();
        this.name = new StartRequest.Machine(arn("stateMachine"), own.name() + "/" + label, own.roleArn());
    }

    String mapRunArn() {
        return arn("mapRun") + ":" + execution.uuid();
    }

    String machineArn() {
        return name.arn();
    }

    StartRequest request(JsonNode input) {
        String uuid = execution.uuid();
        String executionArn = switch (type) {
            case STANDARD -> arn("execution") + ":" + uuid;
            case EXPRESS -> arn("express") + ":" + uuid + ":" + execution.uuid();
        };
        return new StartRequest(
                machine,
                type,
                new StartRequest.Identity(executionArn, uuid, name, Optional.empty(), Optional.empty()),
                input,
                StartRequest.Caller.GONE);
    }

    /// Returns `arn:aws:states:us-east-1:123456789012:` followed by the kind and `Machine/Label`.
    private String arn(String kind) {
        StartRequest.Machine own = parent.identity().machine();
        String prefix = own.arn().substring(0, own.arn().indexOf(":stateMachine:"));
        return prefix + ":" + kind + ":" + own.name() + "/" + label;
    }
}
