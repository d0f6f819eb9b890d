// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ChoiceRule;
import dev.stepgate.local.asl.PayloadTemplate;
import dev.stepgate.local.asl.Setting;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.jsonata.JsonataException;
import dev.stepgate.local.path.PathException;
import dev.stepgate.local.path.PathReference;
import java.time.Instant;
import java.util.Optional;

/// Decides the rules of a Choice. A comparison is false unless both values are of its kind; a missing
/// variable fails the state, except under IsPresent.
final class ChoiceRuleEvaluation {
    private final Evaluation evaluation;

    ChoiceRuleEvaluation(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// Tells whether a rule holds. `field` names its branch, as in `Choices[0]`.
    boolean holds(ChoiceRule rule, String field) {
        return switch (rule) {
            case ChoiceRule.And and -> and.rules().stream().allMatch(part -> holds(part, field));
            case ChoiceRule.Or or -> or.rules().stream().anyMatch(part -> holds(part, field));
            case ChoiceRule.Not not -> !holds(not.rule(), field);
            case ChoiceRule.Comparison comparison -> compare(comparison);
            case ChoiceRule.Matches matches -> {
                JsonNode value = read(matches.variable());
                yield value.isTextual() && matches.pattern().matches(value.textValue());
            }
            case ChoiceRule.TypeTest test -> isOfType(test) == test.expected();
            case ChoiceRule.Condition condition -> truth(condition.condition(), field + "/Condition");
        };
    }

    private boolean truth(Setting<Boolean> condition, String field) {
        return switch (condition) {
            case Setting.Fixed<Boolean> fixed -> fixed.value();
            case Setting.Computed<Boolean> computed -> truth(computed.expression(), field);
        };
    }

    private boolean truth(PayloadTemplate.Expression expression, String field) {
        JsonNode value = evaluation.compute(expression, field);
        if (!value.isBoolean() && expression instanceof PayloadTemplate.Jsonata jsonata) {
            throw StateException.evaluation(
                    JsonataException.unexpectedType(jsonata.expression(), "boolean", value)
                            .cause(field),
                    Optional.of(field));
        }
        return value.booleanValue();
    }

    private boolean compare(ChoiceRule.Comparison comparison) {
        JsonNode left = read(comparison.variable());
        JsonNode right = operand(comparison.operand());
        return switch (comparison.kind()) {
            case STRING ->
                left.isTextual()
                        && right.isTextual()
                        && holds(comparison.relation(), left.textValue().compareTo(right.textValue()));
            case NUMERIC ->
                left.isNumber()
                        && right.isNumber()
                        && holds(comparison.relation(), Json.decimal(left).compareTo(Json.decimal(right)));
            case BOOLEAN ->
                left.isBoolean()
                        && right.isBoolean()
                        && holds(comparison.relation(), Boolean.compare(left.booleanValue(), right.booleanValue()));
            case TIMESTAMP -> compareTimestamps(comparison.relation(), left, right);
        };
    }

    private JsonNode operand(ChoiceRule.Operand operand) {
        return switch (operand) {
            case ChoiceRule.Operand.Constant constant -> constant.value();
            case ChoiceRule.Operand.Variable variable -> read(variable.reference());
        };
    }

    private static boolean compareTimestamps(ChoiceRule.Relation relation, JsonNode left, JsonNode right) {
        Optional<Instant> first = SettingEvaluation.timestamp(left);
        Optional<Instant> second = SettingEvaluation.timestamp(right);
        return first.isPresent()
                && second.isPresent()
                && holds(relation, first.get().compareTo(second.get()));
    }

    private static boolean holds(ChoiceRule.Relation relation, int order) {
        return switch (relation) {
            case EQUALS -> order == 0;
            case LESS_THAN -> order < 0;
            case GREATER_THAN -> order > 0;
            case LESS_THAN_EQUALS -> order <= 0;
            case GREATER_THAN_EQUALS -> order >= 0;
        };
    }

    private boolean isOfType(ChoiceRule.TypeTest test) {
        if (test.type() == ChoiceRule.Type.PRESENT) {
            return isPresent(test.variable());
        }
        JsonNode value = read(test.variable());
        return switch (test.type()) {
            case NULL -> value.isNull();
            case NUMERIC -> value.isNumber();
            case STRING -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case TIMESTAMP -> SettingEvaluation.timestamp(value).isPresent();
            case PRESENT -> true;
        };
    }

    private boolean isPresent(PathReference variable) {
        try {
            paths().read(variable);
            return true;
        } catch (PathException _) {
            return false;
        }
    }

    private JsonNode read(PathReference variable) {
        try {
            return paths().read(variable);
        } catch (PathException _) {
            throw StateException.runtime("Invalid path '" + variable.text()
                    + "': The choice state's condition path references an invalid value.");
        }
    }

    private PathEvaluation paths() {
        return switch (evaluation) {
            case PathEvaluation paths -> paths;
            case JsonataEvaluation _ -> throw new IllegalStateException("A JSONPath rule in a JSONata state");
        };
    }
}
