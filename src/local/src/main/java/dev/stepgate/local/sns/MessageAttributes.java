// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for the attributes of a message
/// ([attributes](https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html)).
final class MessageAttributes {
    private static final int MAX_NAME = 256;
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

    private MessageAttributes() {}

    /// @param path of the input that has them: empty, or that of a batch's entry
    static void require(JsonNode attributes, String path) {
        attributes.properties().forEach(attribute -> {
            requireName(attribute.getKey());
            requireType(attribute, path);
            requireValue(attribute);
        });
    }

    private static void requireName(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw invalid("Length of message attribute name must be less than " + MAX_NAME + " bytes.");
        }
        Optional<String> wrong = name.codePoints()
                .filter(letter -> !Character.isLetterOrDigit(letter) && "-_.".indexOf(letter) < 0)
                .mapToObj(letter -> Integer.toHexString(letter).toUpperCase(Locale.ROOT))
                .findFirst();
        wrong.ifPresent(letter -> {
            throw invalid("Invalid non-alphanumeric character '#x" + letter + "' was found in the message attribute"
                    + " name. Can only include alphanumeric characters, hyphens, underscores, or dots.");
        });
        if (name.startsWith(".")) {
            throw invalid("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.endsWith(".")) {
            throw invalid("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            throw invalid("Message attribute name can not have successive '.' character.");
        }
    }

    private static void requireType(Map.Entry<String, JsonNode> attribute, String path) {
        String type = attribute.getValue().path("DataType").asText();
        if (type.isEmpty()) {
            throw TopicErrors.of(
                    "ValidationError",
                    "1 validation error detected: Value null at '" + path + "messageAttributes." + attribute.getKey()
                            + ".member.dataType' failed to satisfy constraint: Member must not be null");
        }
        if (!TYPE.matcher(type).matches()) {
            throw invalid("The message attribute '" + attribute.getKey() + "' has an invalid message attribute type,"
                    + " the set of supported type prefixes is Binary, Number, and String.");
        }
    }

    private static void requireValue(Map.Entry<String, JsonNode> attribute) {
        JsonNode value = attribute.getValue();
        String type = value.path("DataType").asText();
        boolean isBinary = type.startsWith("Binary");
        String about = "The message attribute '" + attribute.getKey() + "' ";
        if (value.has(isBinary ? "StringValue" : "BinaryValue")) {
            throw invalid(
                    about + "with type '" + type + "' must use field '" + (isBinary ? "Binary" : "String") + "'.");
        }
        if (value.path(isBinary ? "BinaryValue" : "StringValue").asText().isEmpty()) {
            throw invalid(about + "must contain non-empty message attribute value for message attribute type '" + type
                    + "'.");
        }
    }

    /// The number of bytes that count towards the limit of a message.
    static int bytes(JsonNode attributes) {
        int bytes = 0;
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            JsonNode value = attribute.getValue();
            bytes += bytes(attribute.getKey())
                    + bytes(value.path("DataType").asText())
                    + bytes(value.path("StringValue").asText())
                    + bytes(value.path("BinaryValue").asText()) * 3 / 4;
        }
        return bytes;
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static AwsException invalid(String message) {
        return TopicErrors.of("ParameterValueInvalid", message);
    }
}
