// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Members of an operation's input.
final class Members {

    private Members() {}

    static Optional<String> text(JsonNode input, String name) {
        return input.hasNonNull(name) ? Optional.of(input.get(name).asText()) : Optional.empty();
    }

    static String required(JsonNode input, String name) {
        return text(input, name)
                .orElseThrow(() -> TopicErrors.invalid(name + " Reason: no value for required parameter"));
    }

    static Map<String, String> map(JsonNode input, String name) {
        Map<String, String> map = new HashMap<>();
        input.path(name)
                .properties()
                .forEach(member -> map.put(member.getKey(), member.getValue().asText()));
        return map;
    }

    /// `[{"Key","Value"}]` as a map.
    static Map<String, String> tags(JsonNode input) {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : input.path("Tags")) {
            tags.put(tag.path("Key").asText(), tag.path("Value").asText());
        }
        return tags;
    }
}
