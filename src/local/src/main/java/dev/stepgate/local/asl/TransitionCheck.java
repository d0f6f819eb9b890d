// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks that transitions lead somewhere within their group of states, that every state can be reached, and
/// that the machine can end.
final class TransitionCheck {
    private final DefinitionProblems problems;

    TransitionCheck(DefinitionProblems problems) {
        this.problems = problems;
    }

    /// Checks a whole definition. AWS does not report unreachable states when no state can end the machine,
    /// and requires such a state only at the top level.
    void machine(Fields machine) {
        Optional<Fields> states = states(machine);
        states.ifPresent(all -> targets(machine, all));
        if (states.isPresent() && children(states.get()).noneMatch(TransitionCheck::isTerminal)) {
            problems.add("MISSING_END_STATE", "Workflow has no terminal state", "");
        } else {
            states.ifPresent(all -> reachable(machine, all));
        }
        states.ifPresent(this::nested);
    }

    private void group(Fields group) {
        states(group).ifPresent(all -> {
            targets(group, all);
            reachable(group, all);
            nested(all);
        });
    }

    private void nested(Fields states) {
        children(states).forEach(state -> {
            objects(state, "Branches").forEach(this::group);
            object(state, "ItemProcessor").ifPresent(this::group);
            object(state, "Iterator").ifPresent(this::group);
        });
    }

    private void targets(Fields group, Fields states) {
        List<DefinitionValue> targets = new ArrayList<>();
        group.find("StartAt").ifPresent(targets::add);
        children(states).forEach(state -> targets.addAll(transitions(state)));
        for (DefinitionValue target : targets) {
            if (target.isText() && !states.has(target.node().textValue())) {
                problems.add(
                        "MISSING_TRANSITION_TARGET",
                        "Missing 'Next' target: " + target.node().textValue(),
                        target.location());
            }
        }
    }

    private void reachable(Fields group, Fields states) {
        if (!group.has("StartAt")) {
            return;
        }
        Set<String> reached = new HashSet<>();
        Deque<String> open =
                new ArrayDeque<>(List.of(group.value().node().path("StartAt").asText()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (states.has(name) && reached.add(name)) {
                object(states, name).stream()
                        .flatMap(state -> transitions(state).stream())
                        .forEach(target -> open.push(target.node().asText()));
            }
        }
        states.names().stream()
                .filter(name -> !reached.contains(name) && object(states, name).isPresent())
                .forEach(name -> problems.add(
                        "MISSING_TRANSITION_TARGET",
                        "State \"" + name + "\" is not reachable.",
                        states.value().child(name).location()));
    }

    private static List<DefinitionValue> transitions(Fields state) {
        List<DefinitionValue> targets = new ArrayList<>();
        state.find("Next").ifPresent(targets::add);
        objects(state, "Choices").forEach(choice -> choice.find("Next").ifPresent(targets::add));
        state.find("Default").ifPresent(targets::add);
        objects(state, "Catch").forEach(catcher -> catcher.find("Next").ifPresent(targets::add));
        return targets;
    }

    private static boolean isTerminal(Fields state) {
        String type = state.value().node().path("Type").asText();
        return state.value().node().path("End").asBoolean() || type.equals("Succeed") || type.equals("Fail");
    }

    private static Optional<Fields> states(Fields group) {
        return object(group, "States");
    }

    private static Stream<Fields> children(Fields states) {
        return states.names().stream().flatMap(name -> object(states, name).stream());
    }

    private static Optional<Fields> object(Fields fields, String name) {
        return fields.find(name).filter(value -> value.node().isObject()).map(Fields::new);
    }

    private static List<Fields> objects(Fields fields, String name) {
        return fields
                .find(name)
                .filter(value -> value.node().isArray())
                .map(DefinitionValue::items)
                .orElse(List.of())
                .stream()
                .filter(value -> value.node().isObject())
                .map(Fields::new)
                .toList();
    }
}
