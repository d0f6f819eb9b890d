// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The message that the workflow publishes to the topic: `{"status", "message", "executionId", "error",
/// "cause"}`, the last two only of a failure. `details` holds the members that are logged besides the message:
/// the execution's name, without the rest of its ARN, and the name of its error. A cause may contain data of the
/// execution, so it is not logged, and
/// neither is the `body` of a success.
record Notification(boolean failed, String message, Map<String, String> details) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> DETAILS = List.of("executionId", "error");

    /// Reads a notification. Anybody who may publish can send another text, of which only the length is logged.
    static Notification read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, String> details = new LinkedHashMap<>();
            DETAILS.stream()
                    .filter(json::has)
                    .forEach(name -> details.put(name, json.get(name).asText()));
            details.computeIfPresent("executionId", (_, arn) -> arn.substring(arn.lastIndexOf(':') + 1));
            return new Notification(
                    json.path("status").asInt() == 500, json.path("message").asText(other(text)), details);
        } catch (JsonProcessingException _) {
            return new Notification(false, other(text), Map.of());
        }
    }

    private static String other(String text) {
        return "a notification of another form, " + text.length() + " characters";
    }
}
