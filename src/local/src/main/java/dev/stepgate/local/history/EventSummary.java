// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Summarises an event's details on one line.
final class EventSummary {
    private static final List<String> DATA = List.of("input", "output", "parameters");

    private EventSummary() {}

    static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    static String of(EventJson event) {
        Optional<String> failure = event.text("error");
        if (failure.isPresent() || event.text("cause").isPresent()) {
            return failure.orElse("")
                    + event.text("cause").map(cause -> ": " + oneLine(cause)).orElse("");
        }
        return DATA.stream()
                .map(event::data)
                .flatMap(Optional::stream)
                .findFirst()
                .map(data -> assigned(event) + withShortNames(Json.write(data)))
                .orElseGet(() -> number(event));
    }

    private static String assigned(EventJson event) {
        JsonNode assigned = event.details().path("assignedVariables");
        return assigned.properties().stream()
                .map(EventSummary::assignment)
                .collect(Collectors.joining(", ", "", assigned.isEmpty() ? "" : "; "));
    }

    private static String assignment(Map.Entry<String, JsonNode> variable) {
        return "$" + variable.getKey() + " = " + variable.getValue().asText();
    }

    private static String number(EventJson event) {
        return event.text("length")
                .map(length -> length + " items")
                .or(() -> event.text("index").map(index -> "iteration " + index))
                .or(() -> event.text("redriveCount").map(count -> "redrive " + count))
                .orElse("");
    }

    /// Shortens ARNs and queue URLs by their common prefix.
    private static String withShortNames(String json) {
        return json.replaceAll("\"arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:\\d*:", "\"...:")
                .replaceAll("\"http://127\\.0\\.0\\.1:\\d+/\\d{12}/", "\".../");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
