// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Reads members of S3's inputs.
final class Inputs {
    private static final int KEY_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private Inputs() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String bucket(JsonNode input) {
        return required(input, "Bucket");
    }

    static String key(JsonNode input) {
        String key = required(input, "Key");
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > KEY_BYTES) {
            ObjectNode members = object().put("Size", bytes).put("MaxSizeAllowed", KEY_BYTES);
            throw new AwsException(400, "KeyTooLongError", "Your key is too long", members);
        }
        return key;
    }

    static String required(JsonNode input, String name) {
        String value = Members.required(
                input, name, missing -> S3Errors.invalidRequest("Missing required parameter: " + missing));
        if (value.isEmpty()) {
            throw S3Errors.invalidRequest("Parameter " + name + " must not be empty");
        }
        return value;
    }

    static JsonNode structure(JsonNode input, String name) {
        return Members.find(input, name).filter(JsonNode::isObject).orElseThrow(S3Errors::malformedXml);
    }

    /// Returns the blob of a body: bytes, or their Base64.
    static byte[] body(JsonNode input) {
        Optional<JsonNode> body = Members.find(input, "Body");
        try {
            return body.isPresent() ? body.get().binaryValue() : NOTHING;
        } catch (IOException _) {
            throw S3Errors.invalidRequest("Body is neither bytes nor Base64");
        }
    }

    static String text(JsonNode input, String name) {
        return Members.text(input, name).orElse("");
    }

    static boolean isTrue(JsonNode input, String name) {
        return text(input, name).equalsIgnoreCase("true");
    }

    /// Returns a whole number, at least `lowest`.
    ///
    /// @throws AwsException `InvalidArgument`
    static Optional<Integer> number(JsonNode input, String name, int lowest) {
        Optional<String> text = Members.text(input, name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String argument = WireNames.parameter(name);
        try {
            int number = Integer.parseInt(text.get());
            if (number >= lowest) {
                return Optional.of(number);
            }
        } catch (NumberFormatException _) {
            throw S3Errors.invalidArgument(
                    "Provided " + argument + " not an integer or within integer range", argument, text.get());
        }
        throw S3Errors.invalidArgument(
                "Argument " + argument + " must be an integer between " + lowest + " and " + Integer.MAX_VALUE,
                argument,
                text.get());
    }

    /// Returns the size of a page: at most 1,000, which is also the default.
    static int pageSize(JsonNode input, String name) {
        return Math.min(1000, number(input, name, 0).orElse(1000));
    }

    /// Returns a time, given in seconds since 1970 or as in HTTP or ISO 8601; anything else counts as absent
    /// (RFC 9110, section 13.1.3).
    static Optional<Instant> time(JsonNode input, String name) {
        Optional<JsonNode> value = Members.find(input, name);
        if (value.isPresent() && value.get().isNumber()) {
            return Optional.of(Instant.ofEpochSecond(value.get().asLong()));
        }
        return value.map(JsonNode::asText).flatMap(Inputs::time);
    }

    private static Optional<Instant> time(String text) {
        try {
            DateTimeFormatter format = text.endsWith("GMT")
                    ? DateTimeFormatter.RFC_1123_DATE_TIME
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
            return Optional.of(ZonedDateTime.parse(text, format).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
