// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.ExpressionParameters;
import dev.stepgate.local.dynamodb.expression.Expressions;
import dev.stepgate.local.dynamodb.expression.LegacyConditions;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.List;
import java.util.Optional;

/// A scan before its table is known.
record Scan(
        JsonNode input,
        Range segment,
        Optional<Condition> filter,
        Optional<Projection> projection,
        Optional<Item> start) {

    private static final ExpressionParameters PARAMETERS = new ExpressionParameters(
            List.of("ProjectionExpression", "FilterExpression"),
            List.of("AttributesToGet", "ScanFilter", "ConditionalOperator"));

    static Scan read(JsonNode input) {
        PARAMETERS.check(input);
        Optional<Projection> attributes = ItemRead.attributesToGet(input);
        Optional<Condition> legacyFilter =
                LegacyConditions.read(input, "ScanFilter").map(given -> LegacyConditions.join(given, input));
        Optional<Item> start = StartKey.read(input);
        Range segment = segment(input);
        Selects.check(input);
        Expressions expressions = Expressions.read(input);
        return new Scan(
                input,
                segment,
                expressions.filter().or(() -> legacyFilter),
                expressions.projection().or(() -> attributes),
                start);
    }

    private static Range segment(JsonNode input) {
        boolean hasSegment = input.hasNonNull("Segment");
        if (!input.hasNonNull("TotalSegments")) {
            if (hasSegment) {
                throw DynamoDbErrors.validation("The TotalSegments parameter is required but was not present in the"
                        + " request when Segment parameter is present");
            }
            return Range.everything();
        }
        if (!hasSegment) {
            throw DynamoDbErrors.validation("The Segment parameter is required but was not present in the request when"
                    + " parameter TotalSegments is present");
        }
        long segment = input.get("Segment").longValue();
        long total = input.get("TotalSegments").longValue();
        if (segment >= total) {
            throw DynamoDbErrors.validation("The Segment parameter is zero-based and must be less than parameter"
                    + " TotalSegments: Segment: " + segment + " is not less than TotalSegments: " + total);
        }
        return Range.segment(segment, total);
    }

    /// Plans the scan. Throws a ValidationException when it does not match the table.
    ReadOperations.Plan plan(Table table) {
        Source source = Source.of(table, input);
        start.ifPresent(item -> requireStart(item, source));
        boolean fetches = source.needsTable(input, projection);
        start.ifPresent(item -> StartKey.requireTableKey(item, source));
        Range range = start.map(item -> after(source.place(item))).orElse(segment);
        projection.ifPresent(parts -> KeyRules.requireScalarKeys(parts.paths().stream(), table.definition()));
        filter.ifPresent(condition -> KeyRules.requireScalarKeys(condition.paths(), table.definition()));
        return new ReadOperations.Plan(source, range, filter.orElseGet(Condition.Always::new), projection, fetches);
    }

    private static void requireStart(Item item, Source source) {
        boolean isIndex = source.index().isPresent();
        if (item.attributes().size() != source.startNames().size()) {
            throw DynamoDbErrors.validation(
                    isIndex
                            ? StartKey.INVALID
                            : StartKey.INVALID + ": The provided key element does not match the schema");
        }
        if (isIndex) {
            StartKey.requireIndexKey(item, source);
        }
    }

    private Range after(ItemKey start) {
        if (!segment.has(start)) {
            throw DynamoDbErrors.validation(StartKey.INVALID + ": Invalid ExclusiveStartKey. Please use"
                    + " ExclusiveStartKey with correct Segment. TotalSegments: "
                    + input.path("TotalSegments").asText() + " Segment: "
                    + input.path("Segment").asText());
        }
        return segment.after(start);
    }
}
