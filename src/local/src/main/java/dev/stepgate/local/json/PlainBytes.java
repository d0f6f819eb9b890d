// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Looks at eight bytes of a text at a time.
final class PlainBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long SPACES = LOWEST_BITS * ' ';
    private static final long QUOTES = LOWEST_BITS * '"';
    private static final long QUESTION_MARKS = LOWEST_BITS * '?';
    private static final long BACKSLASHES = LOWEST_BITS * '\\';

    private PlainBytes() {}

    /// Returns a text's ASCII; empty when the text says more.
    static Optional<byte[]> ascii(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean isAscii = utf8.length == text.length() && areAscii(utf8);
        return isAscii && isSame(utf8, text) ? Optional.of(utf8) : Optional.empty();
    }

    /// Tells whether no question mark stands for half of a surrogate pair.
    private static boolean isSame(byte[] ascii, String text) {
        return !hasQuestionMark(ascii) || new String(ascii, StandardCharsets.ISO_8859_1).equals(text);
    }

    private static boolean hasQuestionMark(byte[] bytes) {
        long found = 0;
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long marks = (long) LONGS.get(bytes, i) ^ QUESTION_MARKS;
            found |= (marks - LOWEST_BITS) & ~marks;
        }
        boolean isFound = (found & HIGHEST_BITS) != 0;
        for (; i < bytes.length && !isFound; i++) {
            isFound = bytes[i] == '?';
        }
        return isFound;
    }

    static boolean areAscii(byte[] bytes) {
        long all = 0;
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            all |= (long) LONGS.get(bytes, i);
        }
        for (; i < bytes.length; i++) {
            all |= bytes[i];
        }
        return (all & HIGHEST_BITS) == 0;
    }

    /// Returns the first byte from there that a JSON string escapes or that ends it; the length if there is none.
    static int endOfRun(byte[] text, int begin) {
        int i = begin;
        while (i <= text.length - Long.BYTES && !hasEscapes((long) LONGS.get(text, i))) {
            i += Long.BYTES;
        }
        while (i < text.length && !isEscaped(text[i])) {
            i++;
        }
        return i;
    }

    /// Tells whether one of eight bytes is a quote, a backslash or a control character.
    private static boolean hasEscapes(long eight) {
        long quotes = eight ^ QUOTES;
        long backslashes = eight ^ BACKSLASHES;
        long found = ((eight - SPACES) & ~eight)
                | ((quotes - LOWEST_BITS) & ~quotes)
                | ((backslashes - LOWEST_BITS) & ~backslashes);
        return (found & HIGHEST_BITS) != 0;
    }

    /// Tells whether a byte is a quote, a backslash or a control character.
    static boolean isEscaped(byte each) {
        return (each >= 0 && each < ' ') || each == '"' || each == '\\';
    }
}
