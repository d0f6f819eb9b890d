// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Members;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The checked input of SendMessage.
///
/// @param attributes name -> `{"DataType","StringValue"|"BinaryValue"}`
/// @param delay replaces the queue's
record NewMessage(
        String body,
        JsonNode attributes,
        Optional<String> traceHeader,
        Optional<Duration> delay,
        Optional<String> groupId,
        Optional<String> deduplicationId) {

    private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

    static NewMessage of(String body) {
        return new NewMessage(body, NONE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static NewMessage parse(JsonNode input) {
        String body = Members.text(input, "MessageBody").orElse("");
        if (body.isEmpty()) {
            throw QueueErrors.missing("MessageBody");
        }
        requireCharacters(body);
        JsonNode attributes = input.path("MessageAttributes").isObject() ? input.get("MessageAttributes") : NONE;
        attributes.properties().forEach(MessageAttributes::require);
        MessageAttributes.requireId(input, "MessageGroupId");
        MessageAttributes.requireId(input, "MessageDeduplicationId");
        return new NewMessage(
                body,
                attributes,
                Members.text(input.path("MessageSystemAttributes").path("AWSTraceHeader"), "StringValue"),
                delay(input),
                Members.text(input, "MessageGroupId"),
                Members.text(input, "MessageDeduplicationId"));
    }

    private static void requireCharacters(String body) {
        MessageAttributes.wrongCharacter(body).ifPresent(letter -> {
            throw QueueErrors.of(
                    "InvalidMessageContents",
                    "Invalid binary character '" + letter + "' was found in the message body, "
                            + MessageAttributes.CHARACTERS);
        });
    }

    NewMessage withDeduplicationId(String id) {
        return new NewMessage(body, attributes, traceHeader, delay, groupId, Optional.of(id));
    }

    /// The size of body and attributes, in bytes.
    int size() {
        return size(body, attributes);
    }

    /// The size of body and attributes in the input of SendMessage, in bytes.
    static int size(JsonNode input) {
        return size(input.path("MessageBody").asText(), input.path("MessageAttributes"));
    }

    private static int size(String body, JsonNode attributes) {
        int size = bytes(body);
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            JsonNode value = attribute.getValue();
            size += bytes(attribute.getKey()) + bytes(value.path("DataType").asText());
            size += bytes(value.path("StringValue").asText());
            size += bytes(value.path("BinaryValue").asText()) * 3 / 4;
        }
        return size;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<Duration> delay(JsonNode input) {
        Optional<Integer> delay =
                Members.wholeNumber(input, "DelaySeconds", given -> QueueErrors.noNumber(given, "DelaySeconds"));
        return delay.map(seconds -> {
            if (seconds < 0 || seconds > 900) {
                throw QueueErrors.invalidValue(seconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
            }
            return Duration.ofSeconds(seconds);
        });
    }
}
