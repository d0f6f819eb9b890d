// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.history.EventJson;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The history of an execution in a file.
record RecordedHistory(List<EventJson> events) {
    private static final Set<String> TEXTS_OF_JSON = Set.of("input", "output", "parameters");

    /// The first event that differs from the recorded one.
    ///
    /// @param event its position, from 1
    record Difference(int event, String text) {}

    /// Reads the whole answer, `{"events": [...]}`, or just its events.
    static RecordedHistory read(Path file) {
        try {
            JsonNode json = Json.parse(Files.readAllBytes(file));
            List<EventJson> events = new ArrayList<>();
            (json.isArray() ? json : json.path("events")).forEach(event -> events.add(new EventJson(event)));
            if (events.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no events");
            }
            return new RecordedHistory(List.copyOf(events));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the history " + file, e);
        }
    }

    Optional<Difference> difference(List<EventJson> actual, List<String> ignoring) {
        int common = Math.min(actual.size(), events.size());
        for (int i = 0; i < common; i++) {
            List<String> differences = JsonDifference.between(
                    comparable(actual.get(i).json(), ignoring),
                    comparable(events.get(i).json(), ignoring),
                    JsonDifference.Extent.WHOLE);
            if (!differences.isEmpty()) {
                return Optional.of(
                        new Difference(i + 1, "event " + (i + 1) + " differs:\n" + JsonDifference.text(differences)));
            }
        }
        if (actual.size() < events.size()) {
            return Optional.of(lengthDiffers("it ends before", common, events));
        }
        return actual.size() > events.size()
                ? Optional.of(lengthDiffers("it goes on with", common, actual))
                : Optional.empty();
    }

    private static Difference lengthDiffers(String how, int at, List<EventJson> longer) {
        return new Difference(
                at + 1, how + " event " + (at + 1) + ", " + longer.get(at).type());
    }

    private static JsonNode comparable(JsonNode json, List<String> ignoring) {
        if (json.isArray()) {
            ArrayNode items = Json.mapper().createArrayNode();
            json.forEach(item -> items.add(comparable(item, ignoring)));
            return items;
        }
        if (!json.isObject()) {
            return json;
        }
        ObjectNode members = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!ignoring.contains(member.getKey())) {
                boolean isText = TEXTS_OF_JSON.contains(member.getKey())
                        && member.getValue().isTextual();
                JsonNode value = isText ? EventJson.data(member.getValue()) : member.getValue();
                members.set(member.getKey(), comparable(value, ignoring));
            }
        }
        return members;
    }
}
