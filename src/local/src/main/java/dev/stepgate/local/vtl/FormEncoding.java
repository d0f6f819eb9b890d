// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// `application/x-www-form-urlencoded` in UTF-8: a space is `+`, any character other than a letter, a digit
/// or one of `-_.*` is escaped like `%41`.
final class FormEncoding {
    private FormEncoding() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            if (letter == ' ') {
                encoded.append('+');
            } else if (stays(letter)) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(digit(letter >> 4)).append(digit(letter & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean stays(char letter) {
        return letter < 128 && (Character.isLetterOrDigit(letter) || "-_.*".indexOf(letter) >= 0);
    }

    private static char digit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 16));
    }

    /// Decodes a text; a `%` that is not followed by two hexadecimal digits stands for itself.
    static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
