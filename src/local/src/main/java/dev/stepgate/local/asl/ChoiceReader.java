// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a Choice with its branches and their conditions.
final class ChoiceReader {
    private static final List<String> SELECTORS = List.of("And", "Or", "Not", "Variable", "Condition");
    private static final Set<String> RULE = new HashSet<>(SELECTORS);
    private static final Set<String> BRANCH = new HashSet<>(List.of("Comment", "Next", "Assign", "Output"));

    static {
        RULE.addAll(Operators.names());
        RULE.add("Comment");
        BRANCH.addAll(RULE);
    }

    private final FlowReader flows;

    ChoiceReader(FlowReader flows) {
        this.flows = flows;
    }

    State read(String name, DataFlow flow, Fields fields) {
        fields.require("Choices");
        List<ChoiceBranch> branches = fields.find("Choices").map(DefinitionValue::someItems).orElse(List.of()).stream()
                .flatMap(value -> value.object().stream())
                .map(this::branch)
                .toList();
        return new State.Choice(name, flow, branches, fields.text("Default"));
    }

    private ChoiceBranch branch(Fields fields) {
        fields.require("Next");
        fields.refuseAllBut(BRANCH);
        FieldTable.refuseOtherLanguage(fields, flows.language());
        return new ChoiceBranch(rule(fields), fields.text("Next").orElse(""), flows.read(fields));
    }

    private ChoiceRule nested(Fields fields) {
        fields.refuseAllBut(RULE);
        return rule(fields);
    }

    private ChoiceRule rule(Fields fields) {
        List<String> selectors = SELECTORS.stream().filter(fields::has).toList();
        if (selectors.size() != 1) {
            fields.problem("The object must have only one of the following fields, " + SELECTORS);
            return new ChoiceRule.And(List.of());
        }
        DefinitionValue value = fields.value().child(selectors.getFirst());
        return switch (selectors.getFirst()) {
            case "And" -> new ChoiceRule.And(rules(value));
            case "Or" -> new ChoiceRule.Or(rules(value));
            case "Not" -> new ChoiceRule.Not(value.object().map(this::nested).orElse(new ChoiceRule.And(List.of())));
            case "Condition" -> condition(value);
            default -> comparison(fields, value);
        };
    }

    private List<ChoiceRule> rules(DefinitionValue value) {
        return value.someItems().stream()
                .flatMap(item -> item.object().stream())
                .map(this::nested)
                .toList();
    }

    private static ChoiceRule condition(DefinitionValue value) {
        Optional<Setting<Boolean>> condition = SettingReader.fixedOrJsonata(value, DefinitionValue::flag);
        return new ChoiceRule.Condition(condition.orElse(new Setting.Fixed<>(false)));
    }

    private static ChoiceRule comparison(Fields fields, DefinitionValue variable) {
        List<String> operators =
                fields.names().stream().filter(Operators.names()::contains).toList();
        if (operators.size() > 1) {
            fields.problem("There should only be one of the following fields: " + Operators.names());
        } else if (operators.isEmpty() && BRANCH.containsAll(fields.names())) {
            fields.problem("This object should have only one of the following fields: " + Operators.names());
        }
        return operators.isEmpty()
                ? new ChoiceRule.And(List.of())
                : Operators.read(
                        operators.getFirst(),
                        Operators.reference(variable),
                        fields.value().child(operators.getFirst()));
    }
}
