// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Manages the tags of state machines and activities.
final class TagOperations implements Operation.Group {
    private final StateMachineEntries machines;
    private final ActivityOperations activities;

    TagOperations(StateMachineEntries machines, ActivityOperations activities) {
        this.machines = machines;
        this.activities = activities;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "TagResource", Operation.now(this::tag),
                "UntagResource", Operation.now(this::untag),
                "ListTagsForResource", Operation.now(this::list));
    }

    private Tags tags(OperationInput input) {
        Arn arn = Arn.parse(input.text("resourceArn"), "stateMachine", "activity");
        return machines.find(arn.text())
                .map(StateMachineEntry::tags)
                .or(() -> activities.tags(arn.text()))
                .orElseThrow(() -> StepFunctionsErrors.noSuchResource(arn.text()));
    }

    private ObjectNode tag(OperationInput input) {
        tags(input).add(input.node("tags"));
        return ResponseShapes.object();
    }

    private ObjectNode untag(OperationInput input) {
        tags(input).remove(input.node("tagKeys"));
        return ResponseShapes.object();
    }

    private ObjectNode list(OperationInput input) {
        ObjectNode answer = ResponseShapes.object();
        answer.set("tags", tags(input).toJson());
        return answer;
    }
}
