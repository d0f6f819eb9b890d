// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.conformance;

import java.nio.charset.StandardCharsets;

/// JSON as Python's `json.dumps` prints it: a space after each comma and colon, ASCII only. The recorded
/// functions were written in Python, and the length of their answers is part of the record.
final class PythonJson {
    private PythonJson() {}

    /// Converts JSON without spaces between its parts.
    static byte[] of(byte[] json) {
        StringBuilder python = new StringBuilder();
        boolean inText = false;
        for (char c : new String(json, StandardCharsets.UTF_8).toCharArray()) {
            if (c == '"' && !isEscaped(python)) {
                inText = !inText;
            }
            if (c < 128) {
                python.append(c);
            } else {
                python.append(String.format("\\u%04x", (int) c));
            }
            if (!inText && (c == ',' || c == ':')) {
                python.append(' ');
            }
        }
        return python.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isEscaped(StringBuilder before) {
        int backslashes = 0;
        while (backslashes < before.length() && before.charAt(before.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
