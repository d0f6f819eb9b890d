// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the status from the rendered request template of a mock integration: `{"statusCode": 200}`.
///
/// API Gateway takes more than JSON here: names and texts without quotes or in single ones, commas that separate
/// nothing, and anything after the end of the object (`test_mock_integration.py` of localstack/localstack).
public final class MockStatus {
    private static final int MAX_DEPTH = 100;

    private final String text;
    private int at;
    private int depth;
    private Optional<String> status = Optional.empty();

    private MockStatus(String text) {
        this.text = text;
    }

    /// Returns the status; empty when it is not a whole number.
    public static Optional<String> of(byte[] body) {
        MockStatus reader = new MockStatus(new String(body, StandardCharsets.UTF_8).strip());
        return reader.text.startsWith("{") && reader.skipObject() ? reader.status : Optional.empty();
    }

    /// Skips an object, and returns false when it is malformed. So do the other methods that skip.
    private boolean skipObject() {
        at++;
        if (++depth > MAX_DEPTH) {
            return false;
        }
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '}') {
                at++;
                depth--;
                return true;
            }
            boolean separates = next == ',' || Character.isWhitespace(next);
            if (separates) {
                at++;
            } else if (!skipMember(next)) {
                return false;
            }
        }
        return false;
    }

    private boolean skipMember(char first) {
        int start = at;
        if ("{[]:".indexOf(first) >= 0 || !(isQuote(first) ? skipQuoted() : skipTo(":"))) {
            return false;
        }
        String name = text.substring(start, at).strip();
        if (!isNextOneOf(":")) {
            return false;
        }
        at++;
        skipSpace();
        start = at;
        if (!skipValue("},") || !isNextOneOf("},")) {
            return false;
        }
        if (depth == 1 && name.matches("statusCode|'statusCode'|\"statusCode\"")) {
            status = Optional.of(text.substring(start, at).strip()).filter(value -> value.matches("-?\\d+"));
        }
        return true;
    }

    private boolean skipList() {
        at++;
        if (++depth > MAX_DEPTH) {
            return false;
        }
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == ']') {
                at++;
                depth--;
                return true;
            }
            if (next == ',' || Character.isWhitespace(next)) {
                at++;
            } else if (!skipValue("],") || !isNextOneOf("],")) {
                return false;
            }
        }
        return false;
    }

    private boolean skipValue(String ends) {
        if (at >= text.length()) {
            return false;
        }
        char first = text.charAt(at);
        return switch (first) {
            case '{' -> skipObject();
            case '[' -> skipList();
            case '"', '\'' -> skipQuoted();
            default -> skipTo(ends);
        };
    }

    private boolean skipQuoted() {
        char quote = text.charAt(at++);
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        return at <= text.length();
    }

    private boolean skipTo(String ends) {
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at < text.length();
    }

    private boolean isNextOneOf(String ends) {
        skipSpace();
        return at < text.length() && ends.indexOf(text.charAt(at)) >= 0;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isQuote(char letter) {
        return letter == '"' || letter == '\'';
    }
}
