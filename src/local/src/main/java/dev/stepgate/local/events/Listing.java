// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.Page;
import java.util.List;
import java.util.function.Function;

/// Pages of EventBridge's lists: `Limit` items (default 100), and `NextToken`.
final class Listing {
    private static final int SIZE = 100;

    private Listing() {}

    /// @param all in the order of their keys
    static <T> Page<T> of(JsonNode input, List<T> all, Function<T, String> key) {
        try {
            return Page.of(all, key, Members.number(input, "Limit").orElse(SIZE), Members.text(input, "NextToken"));
        } catch (IllegalArgumentException _) {
            throw EventErrors.invalid("NextToken is not valid.");
        }
    }

    /// Tells whether a name begins with `NamePrefix`.
    static boolean hasPrefix(JsonNode input, String name) {
        return name.startsWith(Members.text(input, "NamePrefix").orElse(""));
    }
}
