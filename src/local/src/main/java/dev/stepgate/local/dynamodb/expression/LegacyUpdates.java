// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameter AttributeUpdates
/// ([AttributeValueUpdate](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValueUpdate.html)).
///
/// @param changes by attribute
public record LegacyUpdates(Map<String, Change> changes) {
    private static final Set<String> ADDABLE = Set.of("L", "SS", "NS", "BS", "N");
    private static final Set<String> DELETABLE = Set.of("SS", "NS", "BS");

    public sealed interface Change {
        record Put(AttributeValue value) implements Change {}

        record Add(AttributeValue value) implements Change {}

        /// Removes elements from a set.
        record Delete(AttributeValue elements) implements Change {}

        record Remove() implements Change {}

        /// The value that the attribute is given, if any.
        default Optional<AttributeValue> given() {
            return switch (this) {
                case Put(AttributeValue value) -> Optional.of(value);
                case Add(AttributeValue value) -> Optional.of(value);
                case Delete(AttributeValue elements) -> Optional.of(elements);
                case Remove _ -> Optional.empty();
            };
        }
    }

    /// Reads the parameter; empty when it is absent.
    public static Optional<LegacyUpdates> read(JsonNode input) {
        return Members.find(input, "AttributeUpdates").map(updates -> {
            Map<String, Change> changes = new LinkedHashMap<>();
            updates.properties().forEach(entry -> changes.put(entry.getKey(), change(entry.getValue())));
            return new LegacyUpdates(changes);
        });
    }

    private static Change change(JsonNode json) {
        String action = Members.text(json, "Action").orElse("PUT");
        Optional<AttributeValue> value = Members.find(json, "Value").map(AttributeValue::read);
        if (value.isEmpty()) {
            if (!action.equals("DELETE")) {
                throw DynamoDbErrors.invalidParameters(
                        "Only DELETE action is allowed when no attribute value is specified");
            }
            return new Change.Remove();
        }
        return change(action, value.get());
    }

    private static Change change(String action, AttributeValue value) {
        String type = value.type();
        return switch (action) {
            case "DELETE" -> {
                if (!DELETABLE.contains(type)) {
                    throw DynamoDbErrors.invalidParameters(
                            "DELETE action with value is not supported for the type " + type);
                }
                yield new Change.Delete(value);
            }
            case "ADD" -> {
                if (!ADDABLE.contains(type)) {
                    throw DynamoDbErrors.invalidParameters("ADD action is not supported for the type " + type);
                }
                yield new Change.Add(value);
            }
            default -> new Change.Put(value);
        };
    }

    /// Returns the changed item; throws a ValidationException when a change does not match the item.
    public Item apply(Item item) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
        changes.forEach((name, change) -> {
            Optional<AttributeValue> changed = changed(attributes.get(name), change);
            changed.ifPresentOrElse(value -> attributes.put(name, value), () -> attributes.remove(name));
        });
        return Item.of(attributes);
    }

    private static Optional<AttributeValue> changed(@Nullable AttributeValue existing, Change change) {
        return switch (change) {
            case Change.Put(AttributeValue value) -> Optional.of(value);
            case Change.Remove _ -> Optional.empty();
            case Change.Add(AttributeValue value) ->
                existing == null
                        ? Optional.of(value)
                        : Optional.of(SetArithmetic.plus(existing, value).orElseThrow(LegacyUpdates::typeMismatch));
            case Change.Delete(AttributeValue elements) -> {
                if (existing == null) {
                    yield Optional.empty();
                }
                if (!existing.type().equals(elements.type())) {
                    throw typeMismatch();
                }
                yield SetArithmetic.minus(existing, elements);
            }
        };
    }

    private static RuntimeException typeMismatch() {
        return DynamoDbErrors.validation("Type mismatch for attribute to update");
    }
}
