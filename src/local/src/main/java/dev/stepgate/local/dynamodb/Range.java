// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.expression.AttributeCondition;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.ItemKey.Edge;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A range of the items of a table or an index; the bounds themselves are not part of it.
///
/// @param low null for no lower bound
/// @param high null for no upper bound
record Range(@Nullable ItemKey low, @Nullable ItemKey high) {
    private static final int SEGMENTS = 4096;
    private static final int SHIFT = 52;

    /// Returns the range of a partition key's items whose sort keys fulfil a condition.
    static Range of(AttributeValue partition, Optional<AttributeCondition> sort) {
        if (sort.isEmpty()) {
            return new Range(ItemKey.bound(partition, Edge.BEFORE), ItemKey.bound(partition, Edge.AFTER));
        }
        AttributeCondition condition = sort.get();
        AttributeValue first = condition.values().getFirst();
        ItemKey start = ItemKey.bound(partition, Edge.BEFORE);
        ItemKey end = ItemKey.bound(partition, Edge.AFTER);
        ItemKey before = ItemKey.bound(partition, first, Edge.BEFORE);
        ItemKey after = ItemKey.bound(partition, first, Edge.AFTER);
        return switch (condition.operator()) {
            case EQ -> new Range(before, after);
            case LT -> new Range(start, before);
            case LE -> new Range(start, after);
            case GT -> new Range(after, end);
            case GE -> new Range(before, end);
            case BEGINS_WITH -> new Range(before, ItemKey.bound(partition, first, Edge.AFTER_PREFIX));
            case BETWEEN ->
                new Range(before, ItemKey.bound(partition, condition.values().getLast(), Edge.AFTER));
            case NE, CONTAINS, NOT_CONTAINS, NULL, NOT_NULL, IN ->
                throw new IllegalStateException("no key condition: " + condition.operator());
        };
    }

    /// Returns a part of a parallel scan.
    ///
    /// @param segment from 0
    static Range segment(long segment, long total) {
        long from = Math.ceilDiv(SEGMENTS * segment, total);
        long to = Math.ceilDiv(SEGMENTS * (segment + 1), total);
        return new Range(
                from == 0 ? null : ItemKey.bound(from << SHIFT), to >= SEGMENTS ? null : ItemKey.bound(to << SHIFT));
    }

    static Range everything() {
        return new Range(null, null);
    }

    /// Returns true when the place is inside the range.
    boolean has(ItemKey place) {
        return (low == null || low.compareTo(place) < 0) && (high == null || high.compareTo(place) > 0);
    }

    Range after(ItemKey start) {
        return new Range(start, high);
    }

    Range before(ItemKey start) {
        return new Range(low, start);
    }

    /// Returns the items of the range, in their order.
    SortedMap<ItemKey, Item> of(NavigableMap<ItemKey, Item> items) {
        if (low != null && high != null) {
            return low.compareTo(high) >= 0 ? Collections.emptySortedMap() : items.subMap(low, false, high, false);
        }
        NavigableMap<ItemKey, Item> from = low == null ? items : items.tailMap(low, false);
        return high == null ? from : from.headMap(high, false);
    }
}
