// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Optional;

/// A checked message to a topic ([Publish](https://docs.aws.amazon.com/sns/latest/api/API_Publish.html)).
///
/// @param byProtocol with message structure `json`: the message for each protocol, with an entry `default`
/// @param attributes name -> `{"DataType","StringValue"|"BinaryValue"}`
/// @param systemAttributes of the messages to queues, such as the trace; like `attributes`
record Publication(
        String message,
        Optional<JsonNode> byProtocol,
        Optional<String> subject,
        JsonNode attributes,
        JsonNode systemAttributes,
        Optional<String> groupId,
        Optional<String> deduplicationId) {

    private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

    /// @param maximumBytes of message and attributes together
    /// @param path of the input in the request: empty, or that of a batch's entry
    static Publication parse(JsonNode input, int maximumBytes, String path) {
        String message = Members.required(input, "Message", TopicErrors::missing);
        if (message.isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        JsonNode attributes = attributes(input, path);
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
                input.path("MessageSystemAttributes"),
                Members.text(input, "MessageGroupId"),
                Members.text(input, "MessageDeduplicationId"));
    }

    private static JsonNode attributes(JsonNode input, String path) {
        JsonNode attributes = input.path("MessageAttributes").isObject() ? input.get("MessageAttributes") : NONE;
        MessageAttributes.require(attributes, path);
        return attributes;
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
                .map(texts -> texts.path(protocol).isTextual() ? texts.get(protocol) : texts.get("default"))
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
        return MessageAttributes.bytes(input.path("Message").asText())
                + MessageAttributes.bytes(input.path("MessageAttributes"));
    }
}
