// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.KeySchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The items of a table and its indexes. All changes go through [#replace]. Not thread-safe; guarded by the
/// table's lock.
final class ItemStore {
    private final KeySchema key;
    private final Contents items = new Contents();
    private final Map<SecondaryIndex, Contents> indexes = new LinkedHashMap<>();

    ItemStore(TableDefinition definition) {
        key = definition.key();
        definition.indexes().forEach(index -> indexes.put(index, new Contents()));
    }

    /// Items in their order, with their total size in bytes.
    private static final class Contents {
        final NavigableMap<ItemKey, Item> items = new TreeMap<>();
        long bytes;

        void put(ItemKey at, Item item) {
            Item before = items.put(at, item);
            bytes += item.size() - (before == null ? 0 : before.size());
        }

        void remove(ItemKey at) {
            Item before = items.remove(at);
            bytes -= before == null ? 0 : before.size();
        }
    }

    @Nullable
    Item get(ItemKey at) {
        return items.items.get(at);
    }

    /// Stores an item, replacing any existing one.
    ///
    /// @param item null to remove
    void replace(ItemKey at, @Nullable Item item) {
        Item before = items.items.get(at);
        if (item == null) {
            items.remove(at);
        } else {
            items.put(at, item);
        }
        indexes.forEach((index, contents) -> replace(index, contents, before, item));
    }

    private void replace(SecondaryIndex index, Contents contents, @Nullable Item before, @Nullable Item after) {
        if (before != null && index.key().covers(before)) {
            contents.remove(ItemKey.inIndex(before, index.key(), key));
        }
        if (after != null && index.key().covers(after)) {
            contents.put(ItemKey.inIndex(after, index.key(), key), index.project(after, key));
        }
    }

    void addIndex(SecondaryIndex index) {
        Contents contents = new Contents();
        items.items.values().forEach(item -> replace(index, contents, null, item));
        indexes.put(index, contents);
    }

    void removeIndex(SecondaryIndex index) {
        indexes.remove(index);
    }

    /// The items in their order; must be read with the table's lock held.
    NavigableMap<ItemKey, Item> all() {
        return items.items;
    }

    /// The items of an index in their order; must be read with the table's lock held.
    NavigableMap<ItemKey, Item> all(SecondaryIndex index) {
        return contents(index).items;
    }

    long bytes() {
        return items.bytes;
    }

    long bytes(SecondaryIndex index) {
        return contents(index).bytes;
    }

    private Contents contents(SecondaryIndex index) {
        Contents contents = indexes.get(index);
        if (contents == null) {
            throw new IllegalStateException("no index " + index.name());
        }
        return contents;
    }
}
