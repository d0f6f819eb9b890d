// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Manages the versions of state machines.
final class VersionOperations implements Operation.Group {
    private static final String INITIAL = "INITIAL";

    private final StepFunctionsDependencies runtime;
    private final StateMachineEntries machines;

    VersionOperations(StepFunctionsDependencies runtime, StateMachineEntries machines) {
        this.runtime = runtime;
        this.machines = machines;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "PublishStateMachineVersion", Operation.now(this::publish),
                "ListStateMachineVersions", Operation.now(this::list),
                "DeleteStateMachineVersion", Operation.now(this::delete));
    }

    private ObjectNode publish(OperationInput input) {
        StateMachineEntry machine = machines.get(input.text("stateMachineArn"));
        String revision = machine.revision().id().orElse(INITIAL);
        if (!input.optional("revisionId").orElse(revision).equals(revision)) {
            throw StepFunctionsErrors.conflict("Failed to publish the State Machine version for revision "
                    + input.text("revisionId") + ". The current State Machine revision is " + revision + ".");
        }
        Version version = machine.publish(input.optional("description"), runtime.now());
        return listed(version);
    }

    private ObjectNode list(OperationInput input) {
        Arn arn = Arn.parse(input.text("stateMachineArn"), "stateMachine");
        List<Version> versions =
                machines.find(arn.text()).map(StateMachineEntry::versions).orElse(List.of());
        return new Page(input, "versions " + arn.text())
                .of("stateMachineVersions", versions, Version::arn, VersionOperations::listed);
    }

    private static ObjectNode listed(Version version) {
        ObjectNode item = ResponseShapes.object().put("stateMachineVersionArn", version.arn());
        item.set("creationDate", ResponseShapes.date(version.created()));
        return item;
    }

    private ObjectNode delete(OperationInput input) {
        Arn arn = Arn.parse(input.text("stateMachineVersionArn"), "stateMachine");
        machines.find(arn.unqualified()).ifPresent(machine -> machine.deleteVersion(arn.text()));
        return ResponseShapes.object();
    }
}
