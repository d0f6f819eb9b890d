// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks state names and labels, which are unique in the whole definition ([States Language,
/// States](https://states-language.net/spec.html#states-fields)).
final class NameCheck {
    private static final int MAX_LENGTH = 80;

    private final DefinitionProblems problems;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    NameCheck(DefinitionProblems problems) {
        this.problems = problems;
    }

    void group(Fields group) {
        Optional<Fields> states =
                group.find("States").filter(v -> v.node().isObject()).map(Fields::new);
        for (String name : states.map(Fields::names).orElse(List.of())) {
            states.ifPresent(all -> state(name, all.value().child(name)));
        }
    }

    private void state(String name, DefinitionValue state) {
        if (name.length() > MAX_LENGTH) {
            problems.add(
                    "INVALID_STATE_NAME",
                    "State name '" + name + "' exceeds the " + MAX_LENGTH + "-character limit allowed by the service",
                    state.location());
        }
        if (names.put(name, state.location()) != null) {
            problems.add("DUPLICATE_STATE_NAME", "Duplicate State name: " + name, state.location());
        }
        label(state);
        if (state.node().path("Branches").isArray()) {
            state.child("Branches").items().forEach(branch -> group(new Fields(branch)));
        }
        group(new Fields(state.child("ItemProcessor")));
        group(new Fields(state.child("Iterator")));
    }

    private void label(DefinitionValue state) {
        String label = state.node().path("Label").asText();
        if (!label.isEmpty() && labels.put(label, state.location()) != null) {
            problems.add(
                    "DUPLICATE_LABEL_NAME",
                    "Duplicate Label name: " + label,
                    state.child("Label").location());
        }
    }
}
