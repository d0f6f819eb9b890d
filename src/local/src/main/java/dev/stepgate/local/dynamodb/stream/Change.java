// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import dev.stepgate.local.dynamodb.item.Item;
import java.util.Optional;

/// An item was made, changed or removed.
///
/// @param before empty when there was none
/// @param after empty when there is none any more
public record Change(Item key, Optional<Item> before, Optional<Item> after, Author author) {

    public enum Author {
        CALLER,
        /// Time to live had run out.
        TIME_TO_LIVE
    }

    String eventName() {
        if (before.isEmpty()) {
            return "INSERT";
        }
        return after.isEmpty() ? "REMOVE" : "MODIFY";
    }
}
