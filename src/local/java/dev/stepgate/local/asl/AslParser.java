// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and checks definitions for one kind of workflow.
public final class AslParser {
    private final WorkflowType type;
    private final ResourceCheck resources;

    public AslParser(WorkflowType type, ResourceCheck resources) {
        this.type = type;
        this.resources = resources;
    }

    /// Throws [InvalidDefinitionException] with every problem.
    public StateMachine parse(String definition) {
        StateGroup states = new StateGroup("", Map.of());
        if (!states.states().containsKey(states.startAt())) {
            throw new InvalidDefinitionException(
                    List.of(Problem.schema("not read yet: " + type + resources + definition, "/")));
        }
        return new StateMachine(Optional.empty(), QueryLanguage.JSONPATH, Optional.empty(), states);
    }
}
