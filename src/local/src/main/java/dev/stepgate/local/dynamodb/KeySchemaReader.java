// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads AttributeDefinitions and KeySchema.
///
/// @param definitions in the order given
record KeySchemaReader(List<KeyAttribute> definitions) {

    static KeySchemaReader of(JsonNode input) {
        List<KeyAttribute> definitions = new ArrayList<>();
        input.path("AttributeDefinitions")
                .forEach(each -> definitions.add(new KeyAttribute(
                        each.path("AttributeName").asText(),
                        each.path("AttributeType").asText())));
        return new KeySchemaReader(definitions);
    }

    /// @param json one or two elements
    KeySchema read(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.forEach(each -> keys.add(each.path("AttributeName").asText()));
        List<String> defined = definitions.stream().map(KeyAttribute::name).toList();
        if (!defined.containsAll(keys)) {
            throw DynamoDbErrors.invalidParameters(
                    "Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                            + String.join(", ", keys) + "], AttributeDefinitions: [" + String.join(", ", defined)
                            + "]");
        }
        if (keys.size() == 2 && keys.getFirst().equals(keys.getLast())) {
            throw DynamoDbErrors.validation(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        requireType(json, 0, "HASH", "first");
        requireType(json, 1, "RANGE", "second");
        return new KeySchema(
                attribute(keys.getFirst()),
                keys.size() == 2 ? Optional.of(attribute(keys.getLast())) : Optional.empty());
    }

    private static void requireType(JsonNode json, int at, String type, String place) {
        if (json.has(at) && !json.get(at).path("KeyType").asText().equals(type)) {
            throw DynamoDbErrors.validation(
                    "Invalid KeySchema: The " + place + " KeySchemaElement is not a " + type + " key type");
        }
    }

    private KeyAttribute attribute(String name) {
        return definitions.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
