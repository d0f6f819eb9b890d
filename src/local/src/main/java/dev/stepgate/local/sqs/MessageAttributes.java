// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for message attributes ([message
/// metadata](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html)) and
/// for the ids of a message.
final class MessageAttributes {
    /// The characters that XML 1.0 allows, which are those that SQS accepts.
    static final String CHARACTERS = "the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to"
            + " #xFFFD | #x10000 to #x10FFFF";

    private static final int MAX_TYPE = 256;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,256}");
    private static final Pattern RESERVED = Pattern.compile("(?i)(aws|amazon)\\..*");
    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

    private MessageAttributes() {}

    static void require(Map.Entry<String, JsonNode> attribute) {
        String name = attribute.getKey();
        requireName(name);
        JsonNode value = attribute.getValue();
        String type = type(name, value.path("DataType").asText());
        String text = value.path(type.equals("Binary") ? "BinaryValue" : "StringValue")
                .asText();
        if (text.isEmpty()) {
            throw QueueErrors.invalid(
                    "Message (user) attribute '" + name + "' must contain a non-empty value of type '" + type + "'.");
        }
        wrongCharacter(text).ifPresent(letter -> {
            throw QueueErrors.invalid("Invalid binary character '" + letter + "' was found in the message attribute '"
                    + name + "' value, " + CHARACTERS);
        });
    }

    /// Returns the type without what is the sender's own: `String` for `String.url`.
    private static String type(String name, String type) {
        if (type.isEmpty()) {
            throw QueueErrors.invalid(
                    "The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        if (type.length() > MAX_TYPE) {
            throw QueueErrors.invalid("The type of message (user) attribute '" + name
                    + "' is invalid. It can have up to " + MAX_TYPE + " bytes.");
        }
        String base = type.split("\\.", 2)[0];
        if (!base.equals("Binary") && !base.equals("String") && !base.equals("Number")) {
            throw QueueErrors.invalid("The type of message (user) attribute '" + name
                    + "' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        }
        return base;
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()
                || RESERVED.matcher(name).matches()
                || name.startsWith(".")
                || name.endsWith(".")) {
            throw QueueErrors.invalid(
                    "The message attribute name '" + name + "' is invalid. Attribute names can contain"
                            + " letters, digits, hyphens, underscores and periods, may not begin with AWS., Amazon. or a"
                            + " period, may not end with a period, and have at most 256 characters.");
        }
    }

    /// Returns the first character that SQS does not accept, as `#xB`.
    static Optional<String> wrongCharacter(String text) {
        return text.codePoints()
                .filter(c -> !(c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000))
                .mapToObj(c -> "#x" + Integer.toHexString(c).toUpperCase(Locale.ROOT))
                .findFirst();
    }

    /// Checks a group or deduplication id of a message.
    static void requireId(JsonNode input, String member) {
        Members.text(input, member).filter(id -> !ID.matcher(id).matches()).ifPresent(id -> {
            throw QueueErrors.invalidValue(
                    id,
                    member,
                    member + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        });
    }
}
