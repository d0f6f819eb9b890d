// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.PageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The items that one query or scan reads: up to its limit, or up to 1 MB.
///
/// @param items as in the index, or as in the table if they were read there
/// @param last the last of them when there may be more
record Page(List<Item> items, Optional<Item> last, Sizes sizes) {

    /// @param table bytes read from the table
    /// @param index bytes read from the index
    record Sizes(long table, long index) {}

    /// The parameters of reading a page.
    ///
    /// @param limit of items; empty for no limit
    /// @param fetches true when items come from the table although an index finds them
    record Reading(Source source, Optional<Integer> limit, boolean fetches) {}

    /// Reads a page; must be called with the table's lock held.
    ///
    /// @param found in the requested order
    static Page read(Iterable<Item> found, Reading reading) {
        int limit = reading.limit().orElse(Integer.MAX_VALUE);
        Table table = reading.source().table();
        List<Item> items = new ArrayList<>();
        long pageSize = 0;
        long entries = 0;
        long bytes = 0;
        for (Item entry : found) {
            if (items.size() >= limit || pageSize >= PageSize.MAXIMUM) {
                break;
            }
            Item item = reading.fetches() ? fetched(table, entry) : entry;
            items.add(item);
            entries += entry.size();
            bytes += item.size();
            pageSize += PageSize.of(item, table.key());
        }
        boolean isFull = items.size() >= limit || pageSize >= PageSize.MAXIMUM;
        Optional<Item> last = isFull && !items.isEmpty() ? Optional.of(items.getLast()) : Optional.empty();
        return new Page(items, last, sizes(reading, entries, bytes));
    }

    private static Sizes sizes(Reading reading, long entries, long bytes) {
        if (reading.source().index().isEmpty()) {
            return new Sizes(bytes, 0);
        }
        return new Sizes(reading.fetches() ? bytes : 0, entries);
    }

    private static Item fetched(Table table, Item entry) {
        Item item = table.get(ItemKey.of(entry, table.key()));
        if (item == null) {
            throw new IllegalStateException("an index of " + table.name() + " holds what the table does not");
        }
        return item;
    }
}
