// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.util.Map;
import java.util.Optional;

/// Computes an item's share of the 1 MB of a page: a little less or more than its size, because the service
/// counts its stored form.
///
/// That form is not documented; its sizes were found out by the authors of dynalite, whose test suite
/// contains recorded pages that end accordingly.
public final class PageSize {
    /// The maximum size of a page, which ends with the item that reaches it.
    public static final int MAXIMUM = 1024 * 1024;

    private static final int HEAD = 2;
    private static final int BLOCK = 3072;
    private static final int BLOCK_HEAD = 18;
    private static final int CONTAINER = 3;
    private static final int ONE_BYTE = 128;
    private static final int TWO_BYTES = 16384;

    private PageSize() {}

    /// @param key of the table
    public static int of(Item item, KeySchema key) {
        Optional<String> sort = key.sort().map(KeySchema.KeyAttribute::name);
        int size = 0;
        int sortSize = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
            if (sort.isPresent() && sort.get().equals(attribute.getKey())) {
                sortSize = ItemSize.of(attribute.getValue());
            } else {
                size += 1 + stored(attribute.getValue());
            }
        }
        return HEAD + size + (1 + (1 + size) / BLOCK) * (BLOCK_HEAD + sortSize);
    }

    private static int stored(AttributeValue value) {
        int size = ItemSize.of(value);
        return switch (value) {
            case AttributeValue.S _ -> size + (size < ONE_BYTE ? 1 : size < TWO_BYTES ? 2 : 3);
            case AttributeValue.B _, AttributeValue.N _ -> size + 1;
            case AttributeValue.SS set -> size + set.elements().size() + 1;
            case AttributeValue.NS set -> size + set.elements().size() + 1;
            case AttributeValue.BS set -> size + set.elements().size() + 1;
            case AttributeValue.Null _ -> 0;
            case AttributeValue.Bool _ -> 1;
            case AttributeValue.L list ->
                CONTAINER
                        + list.elements().stream()
                                .mapToInt(element -> 1 + stored(element))
                                .sum();
            case AttributeValue.M map ->
                CONTAINER
                        + map.members().values().stream()
                                .mapToInt(element -> 2 + stored(element))
                                .sum();
        };
    }
}
