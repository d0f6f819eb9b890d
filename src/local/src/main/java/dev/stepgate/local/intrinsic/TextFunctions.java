// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.random.RandomUuid;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

final class TextFunctions {
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private static final int MAX_PARTS = 1_000_000;

    private TextFunctions() {}

    static JsonNode base64Encode(Arguments arguments) {
        byte[] bytes = arguments.shortText(0).getBytes(UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    /// Decodes Base64, ignoring any other characters and everything after the first `=`.
    static JsonNode base64Decode(Arguments arguments) {
        String text = arguments.shortText(0).split("=", 2)[0].replaceAll("[^A-Za-z0-9+/]", "");
        int whole = text.length() % 4 == 1 ? text.length() - 1 : text.length();
        byte[] bytes = Base64.getDecoder().decode(text.substring(0, whole));
        return TextNode.valueOf(new String(bytes, UTF_8));
    }

    static JsonNode hash(Arguments arguments) {
        String algorithm = arguments.text(1);
        if (!ALGORITHMS.contains(algorithm)) {
            throw arguments.refused();
        }
        try {
            byte[] digest = MessageDigest.getInstance(algorithm)
                    .digest(arguments.shortPrint(0).getBytes(UTF_8));
            return TextNode.valueOf(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /// Splits a text at each character of the second argument; adjacent separators make no empty strings.
    static JsonNode split(Arguments arguments) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        String text = arguments.text(0);
        Set<Integer> separators = arguments.text(1).codePoints().boxed().collect(Collectors.toSet());
        int start = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (separators.contains(text.codePointAt(at))) {
                add(text.substring(start, at), parts);
                start = at + Character.charCount(text.codePointAt(at));
            }
        }
        add(text.substring(start), parts);
        return parts;
    }

    private static void add(String part, ArrayNode parts) {
        if (parts.size() >= MAX_PARTS) {
            throw EvaluationLimitException.tooMuch(MAX_PARTS, "parts of a text");
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    /// Makes a version 4 UUID (RFC 9562).
    static JsonNode uuid(Arguments arguments) {
        return TextNode.valueOf(RandomUuid.of(arguments.random()).toString());
    }
}
