// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Percent-encodes text for an endpoint (RFC 3986).
public final class UriText {
    private static final String UNRESERVED = "-._~";
    private static final String PATH = UNRESERVED + "/:@!$&'()*+,;=";

    private UriText() {}

    /// Encodes a path; slashes stay, so that a greedy parameter remains a path.
    public static String encodePath(String text) {
        return encode(text, PATH);
    }

    public static String encodeQuery(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encode(parameter.getKey(), UNRESERVED) + "=" + encode(value, UNRESERVED)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            if (letter < 128 && (Character.isLetterOrDigit(letter) || kept.indexOf(letter) >= 0)) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(letter >> 4, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(letter & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
