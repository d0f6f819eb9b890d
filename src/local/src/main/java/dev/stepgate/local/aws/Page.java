// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a list. The next page begins after the last item of this one, whatever has been added since.
/// Immutable.
///
/// @param items of this page
/// @param next the token of the next page
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /// Returns a page of a list.
    ///
    /// @param all in the ascending order of their keys
    /// @param key identifies an item
    /// @param size maximum of a page
    /// @param token of the page, from the page before it; none or an empty text for the first page
    /// @throws IllegalArgumentException when the token is not valid
    public static <T> Page<T> of(List<T> all, Function<T, String> key, int size, Optional<String> token) {
        int start = token.filter(given -> !given.isEmpty())
                .map(given -> after(given, all.stream().map(key).toList()))
                .orElse(0);
        int end = Math.min(all.size(), start + size);
        Optional<String> next =
                end < all.size() ? Optional.of(PageToken.after(key.apply(all.get(end - 1)))) : Optional.empty();
        return new Page<>(all.subList(start, end), next);
    }

    /// Returns the page as services answer it.
    ///
    /// @param member that holds the items
    /// @param shape of an item
    public ObjectNode toJson(String member, Function<T, JsonNode> shape) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode list = output.putArray(member);
        items.forEach(item -> list.add(shape.apply(item)));
        next.ifPresent(token -> output.put("NextToken", token));
        return output;
    }

    private static int after(String token, List<String> keys) {
        String last = PageToken.key(token);
        int start = 0;
        while (start < keys.size() && keys.get(start).compareTo(last) <= 0) {
            start++;
        }
        return start;
    }
}
