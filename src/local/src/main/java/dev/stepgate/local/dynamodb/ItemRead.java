// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.expression.ExpressionParameters;
import dev.stepgate.local.dynamodb.expression.Expressions;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A request to read an item, before its table is known.
///
/// @param projection empty for the whole item
record ItemRead(String table, Item key, Optional<Projection> projection) {
    private static final ExpressionParameters PARAMETERS =
            new ExpressionParameters(List.of("ProjectionExpression"), List.of("AttributesToGet"));

    /// Reads the input of GetItem, or a Get of a transaction.
    static ItemRead of(JsonNode input) {
        PARAMETERS.check(input);
        Item key = Item.read(input.path("Key"));
        return new ItemRead(input.path("TableName").asText(), key, projection(input));
    }

    /// Returns the parts that ProjectionExpression or AttributesToGet select.
    static Optional<Projection> projection(JsonNode input) {
        Optional<Projection> attributes = attributesToGet(input);
        return Expressions.read(input).projection().or(() -> attributes);
    }

    static void checkParameters(JsonNode input) {
        PARAMETERS.check(input);
    }

    static Optional<Projection> attributesToGet(JsonNode input) {
        return Members.find(input, "AttributesToGet").map(_ -> {
            List<String> names = Members.texts(input, "AttributesToGet");
            Set<String> seen = new HashSet<>();
            for (String name : names) {
                if (!seen.add(name)) {
                    throw DynamoDbErrors.invalidParameters("Duplicate value in attribute name: " + name);
                }
            }
            return Projection.attributes(names);
        });
    }

    /// Plans the read. Throws a ValidationException when the key does not match the table.
    Planned plan(Table found) {
        KeyRules.requireKey(key, found.key());
        projection.ifPresent(parts -> KeyRules.requireScalarKeys(parts.paths().stream(), found.definition()));
        return new Planned(
                found,
                ItemKey.of(key, found.key()),
                projection.<UnaryOperator<Item>>map(parts -> parts::of).orElse(item -> item));
    }

    /// A read whose table is known.
    ///
    /// @param parts returns the parts of the item that the caller selected
    record Planned(Table table, ItemKey at, UnaryOperator<Item> parts) {

        /// Returns the item, or null; must be called with the table's lock held.
        @Nullable
        Item item() {
            return table.get(at);
        }

        /// Returns the parts of the item that the caller selected.
        Item shown(Item item) {
            return parts.apply(item);
        }
    }
}
