// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.expression.AttributeCondition;
import dev.stepgate.local.dynamodb.expression.ComparisonOperator;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.ExpressionParameters;
import dev.stepgate.local.dynamodb.expression.Expressions;
import dev.stepgate.local.dynamodb.expression.LegacyConditions;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.item.Projection;
import dev.stepgate.local.dynamodb.item.WireTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A query before its table is known.
///
/// @param conditions by attribute, one or two
record Query(
        JsonNode input,
        Map<String, AttributeCondition> conditions,
        Optional<Condition> filter,
        Optional<Projection> projection,
        Optional<Item> start) {

    private static final ExpressionParameters PARAMETERS = new ExpressionParameters(
            List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression"),
            List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"));

    static Query read(JsonNode input) {
        PARAMETERS.check(input);
        Optional<Condition> legacyFilter =
                LegacyConditions.read(input, "QueryFilter").map(given -> LegacyConditions.join(given, input));
        Optional<Projection> attributes = ItemRead.attributesToGet(input);
        Optional<Item> start = StartKey.read(input);
        if (!input.hasNonNull("KeyConditions") && !input.hasNonNull("KeyConditionExpression")) {
            throw DynamoDbErrors.validation("Either the KeyConditions or KeyConditionExpression parameter must be"
                    + " specified in the request.");
        }
        Selects.check(input);
        Expressions expressions = Expressions.read(input);
        return new Query(
                input,
                keyConditions(input, expressions),
                expressions.filter().or(() -> legacyFilter),
                expressions.projection().or(() -> attributes),
                start);
    }

    private static Map<String, AttributeCondition> keyConditions(JsonNode input, Expressions expressions) {
        Map<String, AttributeCondition> conditions = expressions
                .keyConditions()
                .or(() -> LegacyConditions.read(input, "KeyConditions"))
                .orElseThrow();
        conditions.values().forEach(LegacyConditions::check);
        if (conditions.isEmpty() || conditions.size() > 2) {
            throw DynamoDbErrors.validation("Conditions can be of length 1 or 2 only");
        }
        return conditions;
    }

    /// Plans the query. Throws a ValidationException when it does not match the table.
    ReadOperations.Plan plan(Table table) {
        Source source = Source.of(table, input);
        if (start.isPresent()
                && start.get().attributes().size() != source.startNames().size()) {
            throw DynamoDbErrors.validation(StartKey.INVALID);
        }
        for (KeyAttribute key : source.key().attributes()) {
            start.ifPresent(item -> StartKey.requirePiece(item, key, source));
            requireCondition(key, source);
        }
        start.ifPresent(item -> requireInRange(item, source));
        projection.ifPresent(parts -> KeyRules.requireScalarKeys(parts.paths().stream(), table.definition()));
        filter.ifPresent(condition -> requireNoKeys(condition, source.key()));
        boolean fetches = source.needsTable(input, projection);
        filter.ifPresent(condition -> KeyRules.requireScalarKeys(condition.paths(), table.definition()));
        return new ReadOperations.Plan(
                source, range(source), filter.orElseGet(Condition.Always::new), projection, fetches);
    }

    private void requireCondition(KeyAttribute key, Source source) {
        KeySchema schema = source.key();
        boolean isPartition = schema.partition().equals(key);
        if (isPartition && schema.sort().isEmpty() && conditions.size() > 1) {
            throw DynamoDbErrors.validation("Query key condition not supported");
        }
        AttributeCondition condition = conditions.get(key.name());
        if (condition == null) {
            if (isPartition || conditions.size() > 1) {
                throw DynamoDbErrors.validation("Query condition missed key schema element: " + key.name());
            }
            return;
        }
        requireKind(condition, key, isPartition);
        condition.values().forEach(value -> KeyRules.requireSearchable(value, key, source));
    }

    private static void requireKind(AttributeCondition condition, KeyAttribute key, boolean isPartition) {
        if (!condition.operator().isIndexable()) {
            throw DynamoDbErrors.validation("Attempted conditional constraint is not an indexable operation");
        }
        if (!condition.values().stream().allMatch(key::accepts)) {
            throw DynamoDbErrors.invalidParameters("Condition parameter type does not match schema type");
        }
        if (isPartition && condition.operator() != ComparisonOperator.EQ) {
            throw DynamoDbErrors.validation("Query key condition not supported");
        }
    }

    private AttributeValue partition(Source source) {
        AttributeCondition condition = conditions.get(source.key().partition().name());
        if (condition == null) {
            throw new IllegalStateException("a query without a partition key");
        }
        return condition.values().getFirst();
    }

    private Optional<AttributeCondition> sort(Source source) {
        return source.key().sort().map(key -> conditions.get(key.name()));
    }

    private void requireInRange(Item item, Source source) {
        StartKey.requireTableKey(item, source);
        boolean isPartition =
                partition(source).equals(item.get(source.key().partition().name()));
        Optional<AttributeCondition> sort = sort(source);
        if (sort.isEmpty()) {
            if (!isPartition) {
                throw DynamoDbErrors.validation(
                        "The provided starting key is outside query boundaries based on provided conditions");
            }
            return;
        }
        String name = source.key().sort().orElseThrow().name();
        if (!sort.get().on(name).matches(item)) {
            throw DynamoDbErrors.validation("The provided starting key does not match the range key predicate");
        }
        if (!isPartition) {
            throw DynamoDbErrors.validation("The query can return at most one row and cannot be restarted");
        }
    }

    private void requireNoKeys(Condition condition, KeySchema key) {
        String name = input.hasNonNull("QueryFilter") ? "QueryFilter" : "Filter Expression";
        List<String> filtered = condition.paths().map(DocumentPath::attribute).toList();
        key.names().stream().filter(filtered::contains).findFirst().ifPresent(attribute -> {
            throw DynamoDbErrors.validation(
                    name + " can only contain non-primary key attributes: Primary key attribute: " + attribute);
        });
    }

    private Range range(Source source) {
        Range range = Range.of(partition(source), sort(source));
        if (start.isEmpty()) {
            return range;
        }
        boolean isForward = !input.hasNonNull("ScanIndexForward") || WireTypes.flag(input.get("ScanIndexForward"));
        return isForward ? range.after(source.place(start.get())) : range.before(source.place(start.get()));
    }
}
