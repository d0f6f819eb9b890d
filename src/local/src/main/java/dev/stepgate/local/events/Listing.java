// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.Page;
import java.util.List;
import java.util.function.Function;

/// Pages of EventBridge's lists: `Limit` items (default 100), and `NextToken`.
final class Listing {
    private static final int SIZE = 100;

    private Listing() {}

    /// @param member the name of the member with the items
    /// @param all in the order of their keys
    static <T> ObjectNode of(
            JsonNode input, String member, List<T> all, Function<T, String> key, Function<T, JsonNode> shape) {
        int size = Members.number(input, "Limit").orElse(SIZE);
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode items = output.putArray(member);
        try {
            Page<T> page = Page.of(all, key, size, Members.text(input, "NextToken"));
            page.items().forEach(item -> items.add(shape.apply(item)));
            page.next().ifPresent(token -> output.put("NextToken", token));
        } catch (IllegalArgumentException _) {
            throw EventErrors.invalid("NextToken is not valid.");
        }
        return output;
    }

    /// Tells whether a name begins with `NamePrefix`.
    static boolean hasPrefix(JsonNode input, String name) {
        return name.startsWith(Members.text(input, "NamePrefix").orElse(""));
    }
}
