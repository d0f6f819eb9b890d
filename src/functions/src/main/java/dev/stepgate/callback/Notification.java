// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the workflow tells the topic: `{"status", "message", "executionId", "error", "cause"}`, the last two
/// of a failure. `details` holds what is there besides the message.
record Notification(boolean failed, String message, Map<String, String> details) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> DETAILS = List.of("executionId", "error", "cause");

    /// Anybody who may publish can send another text: that is the message then.
    static Notification read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, String> details = new LinkedHashMap<>();
            DETAILS.stream()
                    .filter(json::has)
                    .forEach(name -> details.put(name, json.get(name).asText()));
            return new Notification(
                    json.path("status").asInt() == 500, json.path("message").asText(text), details);
        } catch (JsonProcessingException _) {
            return new Notification(false, text, Map.of());
        }
    }
}
