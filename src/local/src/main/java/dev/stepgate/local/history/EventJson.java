// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An event of a history in the shape of
/// [GetExecutionHistory](https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html),
/// from this runtime or from a recording.
public record EventJson(JsonNode json) {

    public int id() {
        return json.path("id").asInt();
    }

    public int previous() {
        return json.path("previousEventId").asInt();
    }

    public String type() {
        return json.path("type").asText();
    }

    public boolean isEntry() {
        return type().endsWith("StateEntered");
    }

    public boolean isExit() {
        return type().endsWith("StateExited");
    }

    public boolean isScheduled() {
        return type().endsWith("Scheduled");
    }

    /// The timestamp, written as seconds or in the form of the command line.
    public Instant timestamp() {
        JsonNode timestamp = json.path("timestamp");
        if (timestamp.isTextual()) {
            return Instant.parse(timestamp.textValue().replaceAll("\\+00:00$", "Z"));
        }
        return Instant.ofEpochMilli(
                timestamp.decimalValue().multiply(BigDecimal.valueOf(1_000)).longValue());
    }

    /// The details: the one member whose name ends in `Details`.
    public JsonNode details() {
        return json.properties().stream()
                .filter(member -> member.getKey().endsWith("EventDetails"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /// Returns a string of the details, parsed as JSON.
    public Optional<JsonNode> data(String member) {
        return Optional.ofNullable(details().get(member)).map(EventJson::data);
    }

    public Optional<String> text(String member) {
        return Optional.ofNullable(details().get(member)).map(JsonNode::asText);
    }

    /// Summarises the details on one line.
    public String summary() {
        return EventSummary.of(this);
    }

    public static JsonNode data(JsonNode text) {
        try {
            return Json.parse(text.asText());
        } catch (JsonSyntaxException _) {
            return TextNode.valueOf(text.asText());
        }
    }
}
