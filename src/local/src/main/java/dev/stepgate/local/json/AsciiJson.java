// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Parses JSON that is ASCII throughout from its bytes, which takes Jackson half of the time that a long text takes.
///
/// Other bytes are left to the parser of texts: Jackson guesses the encoding of bytes and takes some that are no
/// UTF-8. So is ASCII that is no JSON, whose errors name columns.
final class AsciiJson {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    /// The length from which copying a text into bytes costs less than it saves.
    private static final int LONG = 2_000;

    private AsciiJson() {}

    /// Returns what the bytes say; empty when they are for the parser of texts.
    static Optional<JsonNode> parse(ObjectReader reader, byte[] bytes) {
        if (bytes.length < 2 || bytes[0] == 0 || bytes[1] == 0 || !isAscii(bytes)) {
            return Optional.empty();
        }
        try {
            JsonNode node = reader.readTree(bytes);
            return Optional.ofNullable(node).filter(it -> !it.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes that cannot be read", e);
        }
    }

    /// Does the same for a text if it is long.
    static Optional<JsonNode> parse(ObjectReader reader, String text) {
        if (text.length() < LONG) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean isSame = bytes.length == text.length() && new String(bytes, StandardCharsets.ISO_8859_1).equals(text);
        return isSame ? parse(reader, bytes) : Optional.empty();
    }

    private static boolean isAscii(byte[] bytes) {
        long all = 0;
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            all |= (long) LONGS.get(bytes, i);
        }
        for (; i < bytes.length; i++) {
            all |= bytes[i];
        }
        return (all & NOT_ASCII) == 0;
    }
}
