// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import dev.stepgate.local.dynamodb.item.Item;
import java.util.Optional;

/// An item was created, changed or removed.
///
/// @param before empty when it did not exist before
/// @param after empty when it no longer exists
public record Change(Item key, Optional<Item> before, Optional<Item> after, Author author) {

    public enum Author {
        CALLER,
        /// It was removed because its time to live was over.
        TIME_TO_LIVE
    }

    String eventName() {
        if (before.isEmpty()) {
            return "INSERT";
        }
        return after.isEmpty() ? "REMOVE" : "MODIFY";
    }
}
