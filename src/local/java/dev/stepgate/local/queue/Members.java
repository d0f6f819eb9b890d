// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Members of an operation's input.
final class Members {

    private Members() {}

    static Optional<String> text(JsonNode input, String name) {
        return input.hasNonNull(name) ? Optional.of(input.get(name).asText()) : Optional.empty();
    }

    static String required(JsonNode input, String name) {
        return text(input, name).orElseThrow(() -> QueueErrors.missing(name));
    }

    static Optional<Integer> number(JsonNode input, String name) {
        return input.hasNonNull(name) ? Optional.of(input.get(name).asInt()) : Optional.empty();
    }

    static List<String> texts(JsonNode input, String name) {
        List<String> texts = new ArrayList<>();
        input.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static Map<String, String> map(JsonNode input, String name) {
        Map<String, String> map = new HashMap<>();
        input.path(name)
                .properties()
                .forEach(member -> map.put(member.getKey(), member.getValue().asText()));
        return map;
    }
}
