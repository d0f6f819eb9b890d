// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.template.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The states of a machine at every depth, in the order of its definition.
record MachineStates(Resource.StateMachine resource, StateMachine machine, Map<String, State> byName) {

    static MachineStates of(Resource.StateMachine resource) {
        WorkflowType type = WorkflowType.valueOf(resource.type().name());
        StateMachine machine = new AslParser(type, ResourceCheck.ANY)
                .parse(resource.definition().text());
        Map<String, State> byName = new LinkedHashMap<>();
        machine.states().atEveryDepth().forEach(state -> byName.put(state.name(), state));
        return new MachineStates(resource, machine, byName);
    }

    /// @throws IllegalArgumentException naming the existing states
    State state(String name) {
        State state = byName.get(name);
        if (state == null) {
            throw new IllegalArgumentException(
                    "no state " + name + " in " + resource.logicalId() + "; there are " + byName.keySet());
        }
        return state;
    }

    /// @throws IllegalArgumentException naming the existing Task states
    State.Task task(String name) {
        if (byName.get(name) instanceof State.Task task) {
            return task;
        }
        String problem = byName.containsKey(name)
                ? name + " of " + resource.logicalId() + " is a "
                        + state(name).getClass().getSimpleName() + ", and only a Task can be mocked"
                : "no state " + name + " in " + resource.logicalId();
        throw new IllegalArgumentException(problem + "; its Task states are " + tasks());
    }

    private List<String> tasks() {
        return byName.values().stream()
                .filter(State.Task.class::isInstance)
                .map(State::name)
                .toList();
    }
}
