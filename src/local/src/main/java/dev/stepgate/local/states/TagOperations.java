// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Tags of state machines and activities.
final class TagOperations implements Operation.Group {
    private final Machines machines;
    private final ActivityOperations activities;

    TagOperations(Machines machines, ActivityOperations activities) {
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

    private Tags tags(Input input) {
        Arn arn = Arn.parse(input.text("resourceArn"), "stateMachine", "activity");
        return machines.find(arn.text())
                .map(Machine::tags)
                .or(() -> activities.tags(arn.text()))
                .orElseThrow(() -> Errors.noSuchResource(arn.text()));
    }

    private ObjectNode tag(Input input) {
        tags(input).add(input.node("tags"));
        return Shapes.object();
    }

    private ObjectNode untag(Input input) {
        tags(input).remove(input.node("tagKeys"));
        return Shapes.object();
    }

    private ObjectNode list(Input input) {
        ObjectNode answer = Shapes.object();
        answer.set("tags", tags(input).toJson());
        return answer;
    }
}
