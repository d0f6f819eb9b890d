// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// One page of a list. The token of the next page identifies its list, so that it cannot be used for another.
final class Page {
    private static final int DEFAULT_SIZE = 100;

    private final OperationInput input;
    private final String list;

    /// `list` identifies the list and all its filters.
    Page(OperationInput input, String list) {
        this.input = input;
        this.list = list;
    }

    /// Returns a page. `key` identifies an item: the next page begins after the last item of this one,
    /// whatever has been added since.
    <T> ObjectNode of(
            String member, List<? extends T> all, Function<T, String> key, Function<T, ? extends JsonNode> shape) {
        int start = input.optional("nextToken")
                .map(token -> after(last(token), all, key))
                .orElse(0);
        int asked = input.integer("maxResults").orElse(0);
        int end = Math.min(all.size(), start + (asked == 0 ? DEFAULT_SIZE : asked));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray(member);
        for (T item : all.subList(start, end)) {
            items.add(shape.apply(item));
        }
        if (end < all.size()) {
            page.put("nextToken", token(end - 1, key.apply(all.get(end - 1))));
        }
        return page;
    }

    /// Makes a token of the last item: where it stands in the list, and its key.
    private String token(int index, String key) {
        byte[] content = (index + " " + key + " " + list).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /// Returns the index after the last item of the page before. The item is where it was, unless the list has
    /// changed in front of it since.
    private static <T> int after(Last last, List<? extends T> all, Function<T, String> key) {
        if (last.index < all.size() && key.apply(all.get(last.index)).equals(last.key)) {
            return last.index + 1;
        }
        for (int index = 0; index < all.size(); index++) {
            if (key.apply(all.get(index)).equals(last.key)) {
                return index + 1;
            }
        }
        throw StepFunctionsErrors.invalidToken();
    }

    /// The last item of a page.
    private record Last(int index, String key) {}

    private Last last(String token) {
        try {
            String content = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (content.endsWith(" " + list)) {
                String[] item = content.substring(0, content.length() - list.length() - 1)
                        .split(" ", 2);
                return new Last(Integer.parseUnsignedInt(item[0]), item[1]);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            // not a token of ours
        }
        throw StepFunctionsErrors.invalidToken();
    }
}
