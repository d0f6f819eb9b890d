// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// One page of a list. The token of the next page says what it continues, so that it is of no use for another list.
final class Page {
    private static final int DEFAULT_SIZE = 100;

    private final Input input;
    private final String list;

    /// `list` names what is listed, with all that selects from it.
    Page(Input input, String list) {
        this.input = input;
        this.list = list;
    }

    <T> ObjectNode of(String member, List<T> all, Function<T, ? extends JsonNode> shape) {
        int start = input.optional("nextToken").map(this::start).orElse(0);
        int asked = input.integer("maxResults").orElse(0);
        int end = Math.min(all.size(), start + (asked == 0 ? DEFAULT_SIZE : asked));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray(member);
        for (int i = start; i < end; i++) {
            items.add(shape.apply(all.get(i)));
        }
        if (end < all.size()) {
            page.put("nextToken", token(end));
        }
        return page;
    }

    private String token(int next) {
        byte[] content = (next + " " + list).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    private int start(String token) {
        try {
            String content = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int space = content.indexOf(' ');
            if (space > 0 && content.substring(space + 1).equals(list)) {
                return Integer.parseInt(content.substring(0, space));
            }
        } catch (IllegalArgumentException _) {
            // not made here
        }
        throw Errors.invalidToken(token);
    }
}
