// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.Optional;

/// Parses JSON that is ASCII throughout from its bytes: short ones with Jackson, to which bytes are less work than
/// characters, and long ones with the [AsciiParser].
///
/// Other bytes are left to the parser of texts: Jackson guesses the encoding of bytes and takes some that are no
/// UTF-8. So is ASCII that is no JSON, whose errors name columns.
final class AsciiJson {
    /// The length from which Jackson's copies cost more than the rest.
    private static final int LONG = 2_000;

    private AsciiJson() {}

    /// Returns what the bytes say; empty when they are for the parser of texts.
    static Optional<JsonNode> parse(ObjectReader reader, byte[] bytes) {
        if (bytes.length < 2 || bytes[0] == 0 || bytes[1] == 0 || !PlainBytes.areAscii(bytes)) {
            return Optional.empty();
        }
        return bytes.length < LONG ? jackson(reader, bytes) : AsciiParser.parse(bytes);
    }

    /// Does the same for a text if it is long.
    static Optional<JsonNode> parse(String text) {
        return text.length() < LONG ? Optional.empty() : PlainBytes.ascii(text).flatMap(AsciiParser::parse);
    }

    private static Optional<JsonNode> jackson(ObjectReader reader, byte[] bytes) {
        try {
            return Optional.ofNullable(reader.readTree(bytes)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes that cannot be read", e);
        }
    }
}
