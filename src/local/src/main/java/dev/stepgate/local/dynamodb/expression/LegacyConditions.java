// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.ValueOrder;
import dev.stepgate.local.dynamodb.item.WireTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Conditions without an expression: QueryFilter, ScanFilter, KeyConditions and Expected ([legacy conditional
/// parameters](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html)).
public final class LegacyConditions {
    private static final String VALUES = "AttributeValueList";
    private static final String OPERATOR = "ComparisonOperator";

    private LegacyConditions() {}

    /// Reads a map of attribute names to `{"ComparisonOperator","AttributeValueList"}`; empty when the
    /// parameter is absent.
    public static Optional<Map<String, AttributeCondition>> read(JsonNode input, String parameter) {
        return Members.find(input, parameter).map(given -> {
            Map<String, AttributeCondition> conditions = new LinkedHashMap<>();
            given.properties().forEach(entry -> conditions.put(entry.getKey(), condition(entry.getValue())));
            return conditions;
        });
    }

    private static AttributeCondition condition(JsonNode json) {
        ComparisonOperator operator =
                ComparisonOperator.valueOf(json.path(OPERATOR).asText());
        AttributeCondition condition = new AttributeCondition(operator, values(json.path(VALUES)));
        check(condition);
        return condition;
    }

    private static List<AttributeValue> values(JsonNode json) {
        List<AttributeValue> values = new ArrayList<>();
        json.forEach(value -> values.add(AttributeValue.read(value)));
        return values;
    }

    /// Checks that the values match the operator; for key conditions from an expression, too.
    public static void check(AttributeCondition condition) {
        ComparisonOperator operator = condition.operator();
        requireCount(operator, condition.values().size());
        requireOneType(condition.values());
        for (AttributeValue value : condition.values()) {
            if (!operator.types().contains(value.type())) {
                throw DynamoDbErrors.invalidParameters("ComparisonOperator " + operator + " is not valid for "
                        + value.type() + " AttributeValue type");
            }
        }
        requireBounds(operator, condition.values());
    }

    private static void requireCount(ComparisonOperator operator, int count) {
        if (!operator.takes(count)) {
            throw DynamoDbErrors.invalidParameters(
                    "Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
    }

    private static void requireOneType(List<AttributeValue> values) {
        if (values.stream().map(AttributeValue::type).distinct().count() > 1) {
            throw DynamoDbErrors.invalidParameters("AttributeValues inside AttributeValueList must be of same type");
        }
    }

    private static void requireBounds(ComparisonOperator operator, List<AttributeValue> values) {
        if (operator == ComparisonOperator.BETWEEN
                && ValueOrder.compare(values.getFirst(), values.getLast()).orElse(0) > 0) {
            throw DynamoDbErrors.validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    /// Joins conditions into one: all must hold or, if the request has `"ConditionalOperator":"OR"`, one of
    /// them.
    public static Condition join(Map<String, AttributeCondition> conditions, JsonNode input) {
        if (input.hasNonNull("ConditionalOperator") && conditions.size() < 2) {
            throw DynamoDbErrors.validation(
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
        boolean isEither = input.path("ConditionalOperator").asText().equals("OR");
        return conditions.entrySet().stream()
                .map(entry -> entry.getValue().on(entry.getKey()))
                .reduce((a, b) -> isEither ? new Condition.Or(a, b) : new Condition.And(a, b))
                .orElseGet(Condition.Always::new);
    }

    /// Reads the parameter Expected; empty when it is absent.
    public static Optional<Condition> expected(JsonNode input) {
        return Members.find(input, "Expected").map(expected -> {
            Map<String, AttributeCondition> conditions = new LinkedHashMap<>();
            expected.properties()
                    .forEach(entry -> conditions.put(entry.getKey(), expected(entry.getKey(), entry.getValue())));
            return join(conditions, input);
        });
    }

    private static AttributeCondition expected(String attribute, JsonNode json) {
        boolean hasValue = json.hasNonNull("Value");
        boolean hasValues = json.hasNonNull(VALUES);
        if (hasValues && hasValue) {
            throw DynamoDbErrors.invalidParameters(
                    "Value and AttributeValueList cannot be used together for Attribute: " + attribute);
        }
        if (json.hasNonNull(OPERATOR)) {
            return compared(attribute, json);
        }
        if (hasValues) {
            throw DynamoDbErrors.invalidParameters(
                    "AttributeValueList can only be used with a ComparisonOperator for Attribute: " + attribute);
        }
        return existing(attribute, json);
    }

    private static AttributeCondition compared(String attribute, JsonNode json) {
        ComparisonOperator operator =
                ComparisonOperator.valueOf(json.path(OPERATOR).asText());
        if (json.hasNonNull("Exists")) {
            throw DynamoDbErrors.invalidParameters(
                    "Exists and ComparisonOperator cannot be used together for Attribute: " + attribute);
        }
        if (!operator.takes(0) && !json.hasNonNull(VALUES) && !json.hasNonNull("Value")) {
            throw DynamoDbErrors.invalidParameters("Value or AttributeValueList must be used with ComparisonOperator: "
                    + operator + " for Attribute: " + attribute);
        }
        requireCount(operator, json.hasNonNull("Value") ? 1 : json.path(VALUES).size());
        List<AttributeValue> values =
                json.hasNonNull("Value") ? List.of(AttributeValue.read(json.get("Value"))) : values(json.path(VALUES));
        requireOneType(values);
        requireBounds(operator, values);
        return new AttributeCondition(operator, values);
    }

    private static AttributeCondition existing(String attribute, JsonNode json) {
        boolean exists = !json.hasNonNull("Exists") || WireTypes.flag(json.get("Exists"));
        boolean hasValue = json.hasNonNull("Value");
        if (exists && !hasValue) {
            String given = json.hasNonNull("Exists") ? "true" : "null";
            throw DynamoDbErrors.invalidParameters(
                    "Value must be provided when Exists is " + given + " for Attribute: " + attribute);
        }
        if (!exists && hasValue) {
            throw DynamoDbErrors.invalidParameters(
                    "Value cannot be used when Exists is false for Attribute: " + attribute);
        }
        return hasValue
                ? new AttributeCondition(ComparisonOperator.EQ, List.of(AttributeValue.read(json.get("Value"))))
                : new AttributeCondition(ComparisonOperator.NULL, List.of());
    }
}
