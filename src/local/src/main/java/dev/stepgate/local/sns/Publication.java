// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A checked message to a topic ([Publish](https://docs.aws.amazon.com/sns/latest/api/API_Publish.html)).
///
/// @param byProtocol with message structure `json`: the message for each protocol, with an entry `default`
/// @param attributes name -> `{"DataType","StringValue"|"BinaryValue"}`
record Publication(
        String message,
        Optional<JsonNode> byProtocol,
        Optional<String> subject,
        JsonNode attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId) {

    private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

    /// @param maximumBytes of message and attributes together
    static Publication parse(JsonNode input, int maximumBytes) {
        String message = Members.required(input, "Message", TopicErrors::missing);
        if (message.isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        JsonNode attributes = input.path("MessageAttributes").isObject() ? input.get("MessageAttributes") : NONE;
        attributes.properties().forEach(Publication::requireValue);
        if (bytes(input) > maximumBytes) {
            throw TopicErrors.invalid("Message too long");
        }
        Optional<String> subject = Members.text(input, "Subject");
        if (subject.filter(Publication::isNoSubject).isPresent()) {
            throw TopicErrors.invalid("Subject");
        }
        return new Publication(
                message,
                byProtocol(input, message),
                subject,
                attributes,
                Members.text(input, "MessageGroupId"),
                Members.text(input, "MessageDeduplicationId"));
    }

    private static boolean isNoSubject(String text) {
        return text.isEmpty() || text.length() > 100 || text.contains("\n");
    }

    TopicObserver.Content content() {
        return new TopicObserver.Content(message, subject, attributes);
    }

    /// Returns the message for subscribers of this protocol.
    String messageFor(String protocol) {
        return byProtocol
                .map(texts -> texts.has(protocol) ? texts.get(protocol) : texts.get("default"))
                .map(JsonNode::asText)
                .orElse(message);
    }

    private static Optional<JsonNode> byProtocol(JsonNode input, String message) {
        if (!Members.text(input, "MessageStructure").orElse("").equals("json")) {
            return Optional.empty();
        }
        JsonNode texts;
        try {
            texts = Json.parse(message);
        } catch (JsonSyntaxException _) {
            throw TopicErrors.invalid("Message Structure - JSON message body failed to parse");
        }
        if (!texts.path("default").isTextual()) {
            throw TopicErrors.invalid("Message Structure - No default entry in JSON message body");
        }
        return Optional.of(texts);
    }

    /// Returns the number of bytes that count towards the limit.
    static int bytes(JsonNode input) {
        JsonNode attributes = input.path("MessageAttributes").isObject() ? input.get("MessageAttributes") : NONE;
        return input.path("Message").asText().getBytes(StandardCharsets.UTF_8).length + size(attributes);
    }

    private static int size(JsonNode attributes) {
        int size = 0;
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            size += attribute.getKey().length()
                    + Json.write(attribute.getValue()).length();
        }
        return size;
    }

    private static void requireValue(Map.Entry<String, JsonNode> attribute) {
        JsonNode value = attribute.getValue();
        String type = value.path("DataType").asText();
        boolean isBinary = type.startsWith("Binary");
        if (!isBinary && !type.startsWith("String") && !type.startsWith("Number")) {
            throw invalidValue(
                    "The message attribute '" + attribute.getKey() + "' has an invalid message attribute type,"
                            + " the set of supported type prefixes is Binary, Number, and String.");
        }
        if (value.path(isBinary ? "BinaryValue" : "StringValue").asText().isEmpty()) {
            throw invalidValue(
                    "The message attribute '" + attribute.getKey() + "' must contain non-empty message attribute"
                            + " value for message attribute type '" + type + "'.");
        }
    }

    private static RuntimeException invalidValue(String message) {
        return TopicErrors.of("ParameterValueInvalid", message);
    }
}
