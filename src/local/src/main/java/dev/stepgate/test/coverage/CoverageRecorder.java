// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.TakenTransition;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers which states and transitions executions took, across all resets.
public final class CoverageRecorder implements Observer {
    private final Map<String, Set<StateOrTransition>> byMachine = new ConcurrentHashMap<>();

    @Override
    public void entered(Execution execution, State state) {
        took(execution, new StateOrTransition.Entered(state.name()));
    }

    @Override
    public void took(Execution execution, TakenTransition route) {
        took(execution, new StateOrTransition.Taken(route));
    }

    private void took(Execution execution, StateOrTransition way) {
        byMachine
                .computeIfAbsent(machine(execution), _ -> ConcurrentHashMap.newKeySet())
                .add(way);
    }

    /// Returns the machine's name; the executions of a distributed Map belong to `Machine/Label`.
    private static String machine(Execution execution) {
        return execution.request().identity().machine().name().split("/", 2)[0];
    }

    /// Returns the coverage of every machine of a template, including those that never ran.
    public List<MachineCoverage> of(Path file, Template template) {
        return template.all(Resource.StateMachine.class).stream()
                .map(machine -> of(file, machine))
                .toList();
    }

    public MachineCoverage of(Path file, Resource.StateMachine machine) {
        Set<StateOrTransition> taken = byMachine.getOrDefault(machine.name(), Set.of());
        Map<Element, Boolean> elements = new LinkedHashMap<>();
        DefinitionElements.of(
                        Json.parse(machine.definition().text()),
                        machine.definition().source())
                .forEach((way, element) -> elements.put(element, taken.contains(way)));
        return new MachineCoverage(
                file.normalize().toString(),
                machine.logicalId(),
                machine.definition().text(),
                elements);
    }
}
