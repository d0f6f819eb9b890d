// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The conditions of a KeyConditionExpression, which is a conjunction of one or two, by attribute.
final class KeyConditions {
    private static final String INVALID = "Invalid condition in KeyConditionExpression: ";

    private final Map<String, AttributeCondition> byAttribute = new LinkedHashMap<>();

    private KeyConditions() {}

    static Map<String, AttributeCondition> of(Condition expression) {
        KeyConditions conditions = new KeyConditions();
        conditions.add(expression);
        return conditions.byAttribute;
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And(Condition left, Condition right) -> {
                add(left);
                add(right);
            }
            case Condition.Or _ -> throw invalidOperator("OR");
            case Condition.Not _ -> throw invalidOperator("NOT");
            case Condition.In _ -> throw invalidOperator("IN");
            case Condition.Comparison comparison -> add(comparison);
            case Condition.Between between -> add(between);
            case Condition.Call call -> add(call);
            case Condition.Always _ -> throw new IllegalStateException("no expression");
        }
    }

    private void add(Condition.Comparison comparison) {
        if (comparison.comparator() == Comparator.NE) {
            throw invalidOperator("<>");
        }
        List<Operand> operands = List.of(comparison.left(), comparison.right());
        String attribute = attribute(operands);
        boolean isExchanged = comparison.right() instanceof Operand.Path;
        Comparator comparator = isExchanged ? comparison.comparator().exchanged() : comparison.comparator();
        add(attribute, ComparisonOperator.valueOf(comparator.name()), operands);
    }

    private void add(Condition.Between between) {
        requirePathFirst(between.value(), "BETWEEN");
        List<Operand> operands = List.of(between.value(), between.low(), between.high());
        add(attribute(operands), ComparisonOperator.BETWEEN, operands);
    }

    private void add(Condition.Call call) {
        if (call.function() != ConditionFunction.BEGINS_WITH) {
            throw invalidOperator(call.function().word());
        }
        requirePathFirst(call.arguments().getFirst(), call.function().word());
        add(attribute(call.arguments()), ComparisonOperator.BEGINS_WITH, call.arguments());
    }

    private void add(String attribute, ComparisonOperator operator, List<Operand> operands) {
        List<AttributeValue> values = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Operand.Literal(AttributeValue value)) {
                values.add(value);
            }
        }
        if (byAttribute.put(attribute, new AttributeCondition(operator, values)) != null) {
            throw DynamoDbErrors.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static String attribute(List<Operand> operands) {
        @Nullable String attribute = null;
        for (Operand operand : operands) {
            if (operand instanceof Operand.Size) {
                throw DynamoDbErrors.validation("KeyConditionExpressions cannot contain nested operations");
            }
            if (operand instanceof Operand.Path(DocumentPath path)) {
                if (attribute != null) {
                    throw DynamoDbErrors.validation(INVALID + "Multiple attribute names used in one condition");
                }
                if (path.isNested()) {
                    throw DynamoDbErrors.validation(
                            "KeyConditionExpressions cannot have conditions on nested attributes");
                }
                attribute = path.attribute();
            }
        }
        if (attribute == null) {
            throw DynamoDbErrors.validation(INVALID + "No key attribute specified");
        }
        return attribute;
    }

    private static void requirePathFirst(Operand operand, String name) {
        if (!(operand instanceof Operand.Path)) {
            throw DynamoDbErrors.validation(
                    INVALID + name + " operator must have the key attribute as its first operand");
        }
    }

    private static AwsException invalidOperator(String name) {
        return DynamoDbErrors.validation("Invalid operator used in KeyConditionExpression: " + name);
    }
}
