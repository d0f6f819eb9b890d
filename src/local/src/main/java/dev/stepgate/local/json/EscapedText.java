// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The inside of a JSON string in UTF-8, with the escapes of Jackson: the short ones of RFC 8259, section 7, and
/// otherwise `\u001F`. Eight bytes that need none are copied at a time.
final class EscapedText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long SPACES = LOWEST_BITS * ' ';
    private static final long QUOTES = LOWEST_BITS * '"';
    private static final long BACKSLASHES = LOWEST_BITS * '\\';

    /// The bytes of the longest escape.
    private static final int ESCAPE = 6;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private byte[] escaped;
    private int length;

    private EscapedText(byte[] text) {
        this.text = text;
        this.escaped = new byte[text.length + text.length / Long.BYTES + Long.BYTES * ESCAPE];
    }

    /// Returns empty for a text with half of a surrogate pair, which UTF-8 cannot say.
    static Optional<byte[]> of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8).equals(text)
                ? Optional.of(new EscapedText(utf8).escape())
                : Optional.empty();
    }

    /// Tells whether one of eight bytes is a quote, a backslash or a control character.
    private static boolean hasEscapes(long bytes) {
        long quotes = bytes ^ QUOTES;
        long backslashes = bytes ^ BACKSLASHES;
        long found = ((bytes - SPACES) & ~bytes)
                | ((quotes - LOWEST_BITS) & ~quotes)
                | ((backslashes - LOWEST_BITS) & ~backslashes);
        return (found & HIGHEST_BITS) != 0;
    }

    private static boolean isEscaped(byte each) {
        return (each >= 0 && each < ' ') || each == '"' || each == '\\';
    }

    private byte[] escape() {
        int i = 0;
        while (i < text.length) {
            int end = endOfRun(i);
            reserve(end - i);
            System.arraycopy(text, i, escaped, length, end - i);
            length += end - i;
            i = Math.min(end + Long.BYTES, text.length);
            addEach(end, i);
        }
        return Arrays.copyOf(escaped, length);
    }

    /// Returns the begin of the next eight bytes with one to escape, or of the last bytes.
    private int endOfRun(int begin) {
        int i = begin;
        while (i <= text.length - Long.BYTES && !hasEscapes((long) LONGS.get(text, i))) {
            i += Long.BYTES;
        }
        return i;
    }

    private void reserve(int run) {
        int needed = length + run + Long.BYTES * ESCAPE;
        if (escaped.length < needed) {
            escaped = Arrays.copyOf(escaped, Math.max(needed, escaped.length * 2));
        }
    }

    private void addEach(int from, int to) {
        for (int i = from; i < to; i++) {
            byte each = text[i];
            if (isEscaped(each)) {
                addEscape(each);
            } else {
                escaped[length++] = each;
            }
        }
    }

    private void addEscape(byte each) {
        escaped[length++] = '\\';
        switch (each) {
            case '"', '\\' -> escaped[length++] = each;
            case '\b' -> escaped[length++] = 'b';
            case '\t' -> escaped[length++] = 't';
            case '\n' -> escaped[length++] = 'n';
            case '\f' -> escaped[length++] = 'f';
            case '\r' -> escaped[length++] = 'r';
            default -> addHex(each);
        }
    }

    private void addHex(byte each) {
        escaped[length++] = 'u';
        escaped[length++] = '0';
        escaped[length++] = '0';
        escaped[length++] = HEX[each >> 4];
        escaped[length++] = HEX[each & 0xF];
    }
}
