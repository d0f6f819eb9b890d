// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/// `$encodeUrl`, `$decodeUrl` and their component variants, which work like [ECMAScript's
/// functions](https://tc39.es/ecma262/#sec-uri-handling-functions).
final class UrlFunctions {
    private static final String MARKS = "-_.!~*'()";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String RESERVED = ";/?:@&=+$,#";

    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            function("encodeUrl", "<s-:s>", arguments -> encode(arguments, "encodeUrl", RESERVED)),
            function("encodeUrlComponent", "<s-:s>", arguments -> encode(arguments, "encodeUrlComponent", "")),
            function("decodeUrl", "<s-:s>", arguments -> decode(arguments, "decodeUrl", RESERVED)),
            function("decodeUrlComponent", "<s-:s>", arguments -> decode(arguments, "decodeUrlComponent", "")));

    private UrlFunctions() {}

    private static JsonNode encode(Arguments arguments, String function, String plain) {
        String text = Objects.requireNonNullElse(arguments.text(0), "");
        StringBuilder url = new StringBuilder();
        for (byte octet : utf8(text, function)) {
            char c = (char) (octet & 0xFF);
            boolean kept = c < 128 && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0 || plain.indexOf(c) >= 0);
            if (kept) {
                url.append(c);
            } else {
                url.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return TextNode.valueOf(Bounds.checked(url.toString()));
    }

    private static byte[] utf8(String text, String function) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] octets = new byte[bytes.remaining()];
            bytes.get(octets);
            return octets;
        } catch (CharacterCodingException _) {
            throw malformed(text, function);
        }
    }

    /// Decodes escapes; the escape of a `kept` character stays as it is.
    private static JsonNode decode(Arguments arguments, String function, String kept) {
        String text = Objects.requireNonNullElse(arguments.text(0), "");
        StringBuilder decoded = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            if (text.charAt(at) != '%') {
                decoded.append(text.charAt(at++));
                continue;
            }
            int end = endOfCharacter(text, at, function);
            String character = character(text, at, end, function);
            decoded.append(kept.contains(character) ? text.substring(at, end) : character);
            at = end;
        }
        return TextNode.valueOf(decoded.toString());
    }

    private static int endOfCharacter(String text, int at, String function) {
        int first = octet(text, at, function);
        int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        return at + length * 3;
    }

    private static String character(String text, int from, int to, String function) {
        byte[] octets = new byte[(to - from) / 3];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) octet(text, from + i * 3, function);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed(text, function);
        }
    }

    private static int octet(String text, int at, String function) {
        if (at + 3 > text.length() || text.charAt(at) != '%') {
            throw malformed(text, function);
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            throw malformed(text, function);
        }
        return high * 16 + low;
    }

    private static EvaluationError malformed(String text, String function) {
        return new EvaluationError(
                "D3140",
                "Malformed URL passed to $" + function + "(): " + EvaluationError.value(TextNode.valueOf(text)));
    }
}
