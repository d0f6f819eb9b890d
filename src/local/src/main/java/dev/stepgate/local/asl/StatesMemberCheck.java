// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks that JSONata reads only those members of `$states` that exist in the field at hand ([Reserved
/// variable](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#reserved-variable-states)).
final class StatesMemberCheck {
    private static final Set<String> EVERYWHERE = Set.of("input", "context");
    private static final Set<String> AFTER_RESULT = Set.of("input", "context", "result");
    private static final Set<String> AFTER_ERROR = Set.of("input", "context", "errorOutput");
    private static final Set<String> WITH_RESULT = Set.of("Task", "Parallel", "Map");

    private final QueryLanguage language;

    private StatesMemberCheck(QueryLanguage language) {
        this.language = language;
    }

    static void machine(Fields machine) {
        new StatesMemberCheck(language(machine.value(), QueryLanguage.JSONPATH)).group(machine.value());
    }

    /// Checks a state that stands alone, outside any machine.
    static void alone(Fields state) {
        new StatesMemberCheck(QueryLanguage.JSONPATH).state(state.value());
    }

    private void group(DefinitionValue group) {
        children(group.child("States")).forEach(this::state);
    }

    private void state(DefinitionValue state) {
        boolean jsonata = language(state, language) == QueryLanguage.JSONATA;
        String type = state.node().path("Type").asText();
        for (String name : names(state)) {
            DefinitionValue field = state.child(name);
            switch (name) {
                case "Comment" -> {}
                case "Branches" -> children(field).forEach(this::group);
                case "ItemProcessor", "Iterator" -> group(field);
                case "Output", "Assign" ->
                    field(field, jsonata, WITH_RESULT.contains(type) ? AFTER_RESULT : EVERYWHERE);
                case "Catch" -> children(field).forEach(catcher -> field(catcher, jsonata, AFTER_ERROR));
                default -> field(field, jsonata, EVERYWHERE);
            }
        }
    }

    private static void field(DefinitionValue field, boolean jsonata, Set<String> members) {
        if (!jsonata) {
            return;
        }
        if (Expressions.isJsonata(field)) {
            Expressions.statesMembers(field).stream()
                    .filter(member -> !members.contains(member))
                    .forEach(member -> field.problems()
                            .add(
                                    "UNSUPPORTED_JSONATA_EXPRESSION",
                                    "Field '$states." + member + "' does not exist.",
                                    field.location()));
        }
        children(field).forEach(child -> field(child, jsonata, members));
    }

    private static QueryLanguage language(DefinitionValue holder, QueryLanguage inherited) {
        return switch (holder.node().path("QueryLanguage").asText()) {
            case "JSONata" -> QueryLanguage.JSONATA;
            case "JSONPath" -> QueryLanguage.JSONPATH;
            default -> inherited;
        };
    }

    private static List<DefinitionValue> children(DefinitionValue value) {
        return value.node().isArray()
                ? value.items()
                : names(value).stream()
                        .filter(name -> !name.equals("Comment"))
                        .map(value::child)
                        .toList();
    }

    private static List<String> names(DefinitionValue value) {
        return Optional.of(value)
                .filter(v -> v.node().isObject())
                .map(Fields::new)
                .map(Fields::names)
                .orElse(List.of());
    }
}
