// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.ChoiceRule;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Setting;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes a condition of a Choice for people: `$.status = 200 and not ($.name is present)`. JSONata is shown
/// as it is written.
final class RuleText {
    private RuleText() {}

    static String of(ChoiceRule rule) {
        return switch (rule) {
            case ChoiceRule.And(List<ChoiceRule> rules) -> joined(rules, " and ");
            case ChoiceRule.Or(List<ChoiceRule> rules) -> joined(rules, " or ");
            case ChoiceRule.Not(ChoiceRule inner) -> "not (" + of(inner) + ")";
            case ChoiceRule.Comparison comparison ->
                comparison.variable().text() + sign(comparison.relation()) + operand(comparison.operand());
            case ChoiceRule.Matches matches ->
                matches.variable().text() + " matches \"" + matches.pattern().text() + "\"";
            case ChoiceRule.TypeTest test ->
                test.variable().text() + (test.expected() ? " is " : " is not ") + type(test);
            case ChoiceRule.Condition(Setting<Boolean> condition) -> condition(condition);
        };
    }

    private static String joined(List<ChoiceRule> rules, String word) {
        return rules.stream()
                .map(rule -> rules.size() > 1 && isSeveral(rule) ? "(" + of(rule) + ")" : of(rule))
                .collect(Collectors.joining(word));
    }

    private static boolean isSeveral(ChoiceRule rule) {
        return switch (rule) {
            case ChoiceRule.And(List<ChoiceRule> rules) -> rules.size() > 1;
            case ChoiceRule.Or(List<ChoiceRule> rules) -> rules.size() > 1;
            case ChoiceRule.Not _,
                    ChoiceRule.Comparison _,
                    ChoiceRule.Matches _,
                    ChoiceRule.TypeTest _,
                    ChoiceRule.Condition _ -> false;
        };
    }

    private static String sign(ChoiceRule.Relation relation) {
        return switch (relation) {
            case EQUALS -> " = ";
            case LESS_THAN -> " < ";
            case GREATER_THAN -> " > ";
            case LESS_THAN_EQUALS -> " ≤ ";
            case GREATER_THAN_EQUALS -> " ≥ ";
        };
    }

    private static String operand(ChoiceRule.Operand operand) {
        return switch (operand) {
            case ChoiceRule.Operand.Constant constant -> Json.write(constant.value());
            case ChoiceRule.Operand.Variable variable -> variable.reference().text();
        };
    }

    private static String type(ChoiceRule.TypeTest test) {
        return test.type().name().toLowerCase(Locale.ROOT);
    }

    private static String condition(Setting<Boolean> condition) {
        return switch (condition) {
            case Setting.Fixed<Boolean>(Boolean value) -> value.toString();
            case Setting.Computed<Boolean>(PayloadTemplate.Expression expression) -> Captions.text(expression);
        };
    }
}
