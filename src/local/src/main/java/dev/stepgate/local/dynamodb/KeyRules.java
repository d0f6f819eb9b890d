// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.Bytes;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemSize;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks keys and items against the key of a table and the keys of its indexes.
final class KeyRules {
    private static final int MAX_PARTITION = 2048;
    private static final int MAX_SORT = 1024;

    private static final String EMPTY = " attribute cannot contain an empty ";

    private KeyRules() {}

    /// Requires a caller's key to have exactly the attributes of the schema.
    static void requireKey(Item given, KeySchema schema) {
        if (given.attributes().size() != schema.attributes().size()) {
            throw DynamoDbErrors.keyMismatch();
        }
        for (KeyAttribute key : schema.attributes()) {
            requirePiece(given.get(key.name()), key, schema);
        }
    }

    /// Checks one attribute of a caller's key.
    static void requirePiece(@Nullable AttributeValue value, KeyAttribute key, KeySchema schema) {
        if (value == null || !key.accepts(value)) {
            throw DynamoDbErrors.keyMismatch();
        }
        if (isEmpty(value)) {
            throw emptyKey(value, key);
        }
        requireSize(value, key, schema);
    }

    /// Checks a whole item: it must have the table's key, and its attributes for indexes' keys must have the
    /// right types.
    static void requireItem(Item item, TableDefinition table) {
        for (KeyAttribute key : table.key().attributes()) {
            requireKeyOf(item, key, table.key());
        }
        for (SecondaryIndex index : table.indexes()) {
            for (KeyAttribute key : index.key().attributes()) {
                requireIndexKey(item, key, index);
            }
        }
    }

    private static void requireKeyOf(Item item, KeyAttribute key, KeySchema schema) {
        AttributeValue value = item.find(key.name())
                .orElseThrow(() -> DynamoDbErrors.invalidParameters("Missing the key " + key.name() + " in the item"));
        if (!key.accepts(value)) {
            throw DynamoDbErrors.invalidParameters(
                    "Type mismatch for key " + key.name() + " expected: " + key.type() + " actual: " + value.type());
        }
        if (isEmpty(value)) {
            throw emptyKey(value, key);
        }
        requireSize(value, key, schema);
    }

    private static void requireIndexKey(Item item, KeyAttribute key, SecondaryIndex index) {
        AttributeValue value = item.get(key.name());
        if (value != null) {
            requireIndexType(value.type(), key, index);
            if (isEmpty(value)) {
                throw emptyIndexKey(value, key, index);
            }
        }
    }

    /// Checks a type that is used for the key of an index.
    static void requireIndexType(String type, KeyAttribute key, SecondaryIndex index) {
        if (!type.equals(key.type())) {
            throw DynamoDbErrors.invalidParameters("Type mismatch for Index Key " + key.name() + " Expected: "
                    + key.type() + " Actual: " + type + " IndexName: " + index.name());
        }
    }

    private static AwsException emptyKey(AttributeValue value, KeyAttribute key) {
        return DynamoDbErrors.validation("One or more parameter values are not valid. The AttributeValue for a key"
                + EMPTY + kind(value) + " value. Key: " + key.name());
    }

    private static AwsException emptyIndexKey(AttributeValue value, KeyAttribute key, SecondaryIndex index) {
        return DynamoDbErrors.validation("One or more parameter values are not valid. A value specified for a secondary"
                + " index key is not supported. The AttributeValue for a key" + EMPTY + kind(value)
                + " value. IndexName: " + index.name() + ", IndexKey: " + key.name());
    }

    /// Checks a value for which a query searches.
    static void requireSearchable(AttributeValue value, KeyAttribute key, Source source) {
        if (isEmpty(value)) {
            throw source.index().map(index -> emptyIndexKey(value, key, index)).orElseGet(() -> emptyKey(value, key));
        }
    }

    /// Checks a value that an update assigns to the key of an index.
    static void requireUpdatable(AttributeValue value, KeyAttribute key) {
        if (!key.accepts(value)) {
            throw DynamoDbErrors.validation(
                    "The update expression attempted to update the secondary index key to unsupported type");
        }
        if (isEmpty(value)) {
            throw DynamoDbErrors.validation(
                    "One or more parameter values are not valid. The update expression attempted"
                            + " to update a secondary index key to a value that is not supported. The AttributeValue for a key"
                            + EMPTY + kind(value) + " value.");
        }
    }

    /// Returns true for the refusal of an empty key.
    static boolean isEmptyKey(AwsException refusal) {
        return refusal.message().contains(EMPTY) && !refusal.message().contains("The update expression");
    }

    private static String kind(AttributeValue value) {
        return value instanceof AttributeValue.S ? "string" : "binary";
    }

    private static boolean isEmpty(AttributeValue value) {
        return value instanceof AttributeValue.S(String text) && text.isEmpty()
                || value instanceof AttributeValue.B(Bytes bytes) && bytes.length() == 0;
    }

    private static void requireSize(AttributeValue value, KeyAttribute key, KeySchema schema) {
        int size = size(value);
        boolean isPartition = schema.partition().equals(key);
        if (isPartition && size > MAX_PARTITION) {
            throw DynamoDbErrors.invalidParameters(
                    "Size of hashkey has exceeded the maximum size limit of" + MAX_PARTITION + " bytes");
        }
        if (!isPartition && size > MAX_SORT) {
            throw DynamoDbErrors.invalidParameters(
                    "Aggregated size of all range keys has exceeded the size limit of " + MAX_SORT + " bytes");
        }
    }

    /// The size that is limited: that of a text or of bytes, because no number is too long.
    private static int size(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> ItemSize.utf8Length(text);
            case AttributeValue.B(Bytes bytes) -> bytes.length();
            case AttributeValue.N _,
                    AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.L _,
                    AttributeValue.M _ -> 0;
        };
    }

    /// Refuses paths into a key.
    static void requireScalarKeys(Stream<DocumentPath> paths, TableDefinition table) {
        List<String> nested = paths.filter(DocumentPath::isNested)
                .map(DocumentPath::attribute)
                .toList();
        if (!nested.isEmpty()) {
            requireNone(table.key().names(), nested, "Key: ");
            for (SecondaryIndex index : table.indexes()) {
                requireNone(index.key().names(), nested, "IndexKey: ");
            }
        }
    }

    private static void requireNone(Collection<String> keys, Collection<String> nested, String what) {
        for (String key : keys) {
            if (nested.contains(key)) {
                throw DynamoDbErrors.validation("Key attributes must be scalars; list random access '[]' and map lookup"
                        + " '.' are not allowed: " + what + key);
            }
        }
    }
}
