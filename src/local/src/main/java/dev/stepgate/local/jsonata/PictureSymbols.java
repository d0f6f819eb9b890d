// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The special characters of a number picture: XPath's decimal format.
record PictureSymbols(Map<String, String> named) {
    private static final Map<String, String> DEFAULTS = Map.of(
            "decimal-separator", ".",
            "grouping-separator", ",",
            "exponent-separator", "e",
            "infinity", "Infinity",
            "minus-sign", "-",
            "percent", "%",
            "per-mille", "\u2030",
            "zero-digit", "0",
            "digit", "#",
            "pattern-separator", ";");

    /// Returns the usual characters, with those replaced that the options name.
    static PictureSymbols with(@Nullable JsonNode options) {
        if (options == null || options.isEmpty()) {
            return new PictureSymbols(DEFAULTS);
        }
        Map<String, String> named = new HashMap<>(DEFAULTS);
        options.forEachEntry((name, symbol) -> named.put(name, symbol.asText()));
        return new PictureSymbols(named);
    }

    private String get(String name) {
        return named.getOrDefault(name, "");
    }

    String decimal() {
        return get("decimal-separator");
    }

    String grouping() {
        return get("grouping-separator");
    }

    String exponent() {
        return get("exponent-separator");
    }

    String infinity() {
        return get("infinity");
    }

    String minus() {
        return get("minus-sign");
    }

    String percent() {
        return get("percent");
    }

    String perMille() {
        return get("per-mille");
    }

    String optional() {
        return get("digit");
    }

    String separator() {
        return get("pattern-separator");
    }

    /// Tells whether a character is one of the ten digits that begin with the zero digit.
    boolean isDigit(char c) {
        char zero = get("zero-digit").charAt(0);
        return c >= zero && c < zero + 10;
    }

    boolean isDigitOrOptional(char c) {
        return isDigit(c) || optional().indexOf(c) >= 0;
    }

    /// Tells whether the character has a special meaning in a picture.
    boolean isActive(char c) {
        return isDigitOrOptional(c) || (decimal() + exponent() + grouping() + separator()).indexOf(c) >= 0;
    }

    /// Replaces digits by those that begin with the zero digit.
    String translate(String text) {
        int shift = get("zero-digit").charAt(0) - '0';
        return shift == 0
                ? text
                : text.chars()
                        .map(c -> c >= '0' && c <= '9' ? c + shift : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
