// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The place of an item in a table or an index: by the hash of its partition key, then by its sort key and,
/// in an index, also by the hash of the table's key, because several items may have the same index key.
///
/// A key that lacks a part is not an item's place but a bound: it is before or after all items with the parts
/// that it has.
///
/// @param token of the partition key
/// @param tie of the table's key in an index; 0 in a table
/// @param tableKey of the item in an index; null in a table
public record ItemKey(
        long token,
        @Nullable AttributeValue partition,
        @Nullable AttributeValue sort,
        Edge edge,
        long tie,
        @Nullable ItemKey tableKey)
        implements Comparable<ItemKey> {

    /// The side of the items on which a bound is.
    public enum Edge {
        BEFORE,
        /// Not a bound.
        NONE,
        AFTER,
        /// After every sort key that begins with this prefix.
        AFTER_PREFIX
    }

    /// @param item has the key's attributes with their types
    public static ItemKey of(Item item, KeySchema schema) {
        AttributeValue partition = value(item, schema.partition());
        return new ItemKey(HashToken.of(partition), partition, sort(item, schema), Edge.NONE, 0, null);
    }

    /// Returns the place of an item in an index.
    ///
    /// @param item has the attributes of both keys
    public static ItemKey inIndex(Item item, KeySchema index, KeySchema table) {
        AttributeValue partition = value(item, index.partition());
        ItemKey tableKey = of(item, table);
        return new ItemKey(
                HashToken.of(partition), partition, sort(item, index), Edge.NONE, tableKey.wholeToken(), tableKey);
    }

    /// Returns the lower bound of the items whose token, compared as an unsigned number, is not smaller.
    public static ItemKey bound(long token) {
        return new ItemKey(token, null, null, Edge.BEFORE, 0, null);
    }

    /// Returns a bound of the items with a partition key.
    public static ItemKey bound(AttributeValue partition, Edge edge) {
        return new ItemKey(HashToken.of(partition), partition, null, edge, 0, null);
    }

    /// Returns a bound of the items with a sort key.
    public static ItemKey bound(AttributeValue partition, AttributeValue sort, Edge edge) {
        return new ItemKey(HashToken.of(partition), partition, sort, edge, 0, null);
    }

    private static @Nullable AttributeValue sort(Item item, KeySchema schema) {
        Optional<KeySchema.KeyAttribute> sort = schema.sort();
        return sort.isPresent() ? value(item, sort.get()) : null;
    }

    private static AttributeValue value(Item item, KeySchema.KeyAttribute key) {
        return item.find(key.name()).orElseThrow(() -> new IllegalStateException("no key " + key.name()));
    }

    private long wholeToken() {
        return partition == null || sort == null ? token : HashToken.of(partition, sort);
    }

    @Override
    public int compareTo(ItemKey other) {
        int order = Long.compareUnsigned(token, other.token);
        if (order != 0) {
            return order;
        }
        if (partition == null || other.partition == null) {
            return compareEdges(partition == null, other, other.partition == null);
        }
        order = order(partition, other.partition);
        return order == 0 ? compareSorts(other) : order;
    }

    private int compareSorts(ItemKey other) {
        if (sort == null && other.sort == null) {
            return compareTies(other);
        }
        if (sort == null || other.sort == null) {
            return compareEdges(sort == null, other, other.sort == null);
        }
        if (edge == Edge.AFTER_PREFIX && beginsWith(other.sort, sort)) {
            return 1;
        }
        if (other.edge == Edge.AFTER_PREFIX && beginsWith(sort, other.sort)) {
            return -1;
        }
        int order = order(sort, other.sort);
        return order == 0 ? compareTies(other) : order;
    }

    private int compareTies(ItemKey other) {
        if (tableKey == null || other.tableKey == null) {
            return compareEdges(tableKey == null, other, other.tableKey == null);
        }
        int order = Long.compareUnsigned(tie, other.tie);
        return order == 0 ? tableKey.compareTo(other.tableKey) : order;
    }

    /// Compares bounds: one that lacks a part is before or after all keys that have it.
    private int compareEdges(boolean lacks, ItemKey other, boolean otherLacks) {
        if (lacks && otherLacks) {
            return edge.compareTo(other.edge);
        }
        return lacks ? edge.compareTo(Edge.NONE) : Edge.NONE.compareTo(other.edge);
    }

    private static int order(AttributeValue a, AttributeValue b) {
        return ValueOrder.compare(a, b).orElseThrow();
    }

    private static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
        return switch (value) {
            case AttributeValue.S(String text) ->
                prefix instanceof AttributeValue.S(String start) && text.startsWith(start);
            case AttributeValue.B(Bytes bytes) ->
                prefix instanceof AttributeValue.B(Bytes start) && bytes.startsWith(start);
            case AttributeValue.N _,
                    AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.L _,
                    AttributeValue.M _ -> false;
        };
    }
}
