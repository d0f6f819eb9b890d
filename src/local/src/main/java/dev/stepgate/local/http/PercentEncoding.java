// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encodes and decodes URIs (RFC 3986, section 2.1) in UTF-8.
public final class PercentEncoding {
    private PercentEncoding() {}

    /// Decodes a text. A `%` that is not followed by two hexadecimal digits stands for itself; bytes that are
    /// not UTF-8 become U+FFFD.
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length && digit(raw[i + 1]) >= 0 && digit(raw[i + 2]) >= 0) {
                bytes.write(digit(raw[i + 1]) << 4 | digit(raw[i + 2]));
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int digit(byte letter) {
        return Character.digit((char) letter, 16);
    }
}
