// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
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
        attributes.properties().forEach(NewMessage::requireValue);
        return new NewMessage(
                body,
                attributes,
                Members.text(input.path("MessageSystemAttributes").path("AWSTraceHeader"), "StringValue"),
                delay(input),
                Members.text(input, "MessageGroupId"),
                Members.text(input, "MessageDeduplicationId"));
    }

    NewMessage withDeduplicationId(String id) {
        return new NewMessage(body, attributes, traceHeader, delay, groupId, Optional.of(id));
    }

    /// The size of body and attributes, in bytes.
    int size() {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
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

    private static void requireValue(Map.Entry<String, JsonNode> attribute) {
        String name = attribute.getKey();
        JsonNode value = attribute.getValue();
        String type = value.path("DataType").asText();
        if (type.isEmpty()) {
            throw QueueErrors.invalid(
                    "The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        String base = type.split("\\.", 2)[0];
        String member = base.equals("Binary") ? "BinaryValue" : "StringValue";
        if (!base.equals("Binary") && !base.equals("String") && !base.equals("Number")) {
            throw QueueErrors.invalid("The type of message (user) attribute '" + name
                    + "' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        }
        if (value.path(member).asText().isEmpty()) {
            throw QueueErrors.invalid("The message (user) attribute '" + name
                    + "' must contain a non-empty value of type '" + base + "'.");
        }
    }

    /// Requires the characters that XML 1.0 allows, which are those that SQS accepts.
    private static void requireCharacters(String body) {
        body.codePoints()
                .filter(c -> !(c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000))
                .findFirst()
                .ifPresent(c -> {
                    throw wrongCharacter(c);
                });
    }

    private static AwsException wrongCharacter(int character) {
        return QueueErrors.of(
                "InvalidMessageContents",
                "Invalid binary character '#x" + Integer.toHexString(character).toUpperCase(Locale.ROOT)
                        + "' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | #x20 to"
                        + " #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }
}
