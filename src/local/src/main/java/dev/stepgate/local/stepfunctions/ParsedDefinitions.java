// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the check of a template has made of its definitions, so that the machines which are created of them next
/// need not parse them again. Each is given once. May be used by several threads.
public final class ParsedDefinitions {
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    private record Parsed(WorkflowType type, StateMachine machine) {}

    /// @param machine the outcome of parsing the definition, which has no problems
    public void keep(String definition, WorkflowType type, StateMachine machine) {
        parsed.put(definition, new Parsed(type, machine));
    }

    Optional<StateMachine> take(String definition, WorkflowType type) {
        return Optional.ofNullable(parsed.remove(definition))
                .filter(known -> known.type == type)
                .map(Parsed::machine);
    }
}
