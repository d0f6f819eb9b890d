// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads and checks ExclusiveStartKey.
final class StartKey {
    static final String INVALID = "The provided starting key is invalid";
    private static final Pattern WITHOUT_PREFIX =
            Pattern.compile("contains duplicates|number set|numeric value|significant digits|number with magnitude");

    private StartKey() {}

    /// Returns the key; empty when the request has none.
    static Optional<Item> read(JsonNode input) {
        try {
            return Members.find(input, "ExclusiveStartKey").map(Item::read);
        } catch (AwsException invalid) {
            boolean isPlain = WITHOUT_PREFIX.matcher(invalid.message()).find();
            throw isPlain ? invalid : DynamoDbErrors.validation(INVALID + ": " + invalid.message());
        }
    }

    /// Checks the attributes of the index's key.
    static void requireIndexKey(Item start, Source source) {
        for (KeyAttribute key : source.key().attributes()) {
            requirePiece(start, key, source);
        }
    }

    static void requirePiece(Item start, KeyAttribute key, Source source) {
        AttributeValue value = start.find(key.name()).orElseThrow(() -> DynamoDbErrors.validation(INVALID));
        KeyRules.requirePiece(value, key, source.key());
    }

    /// Checks the attributes of the table's key.
    static void requireTableKey(Item start, Source source) {
        try {
            KeyRules.requireKey(
                    start.only(source.table().key().names()), source.table().key());
        } catch (AwsException invalid) {
            throw DynamoDbErrors.validation(INVALID + ": " + invalid.message());
        }
    }
}
