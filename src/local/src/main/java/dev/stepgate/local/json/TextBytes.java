// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Growing UTF-8, with JSON strings in the escapes of Jackson: the short ones of RFC 8259, section 7, and otherwise
/// `\u001F`. In long texts, eight bytes that need none are copied at a time.
final class TextBytes {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    /// The number of characters up to which reading them one by one costs less than copying the text.
    private static final int SHORT = 256;

    /// The bytes of the longest escape.
    private static final int ESCAPE = 6;

    private static final byte[] NOTHING = {};
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;
    private final Beyond beyond;
    private boolean isAscii = true;

    /// What to do about characters beyond ASCII.
    enum Beyond {
        TAKEN,
        NOTED
    }

    TextBytes(int room, Beyond beyond) {
        this.bytes = new byte[room];
        this.beyond = beyond;
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /// Tells whether all was ASCII so far. Where that is noted, a text that is not is left out.
    boolean isAscii() {
        return isAscii;
    }

    String ascii() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }

    /// Adds an ASCII character.
    void letter(char letter) {
        reserve(1);
        bytes[length++] = (byte) letter;
    }

    /// Adds an ASCII text as it is.
    void plain(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /// Adds bytes as they are.
    void bytes(byte[] utf8) {
        isAscii = beyond == Beyond.TAKEN;
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /// Adds a JSON string.
    void quoted(String text) {
        letter('"');
        if (isAscii && (text.length() > SHORT || !isAdded(text))) {
            escape(utf8(text));
        }
        letter('"');
    }

    private byte[] utf8(String text) {
        if (beyond == Beyond.TAKEN) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        Optional<byte[]> ascii = PlainBytes.ascii(text);
        isAscii = ascii.isPresent();
        return ascii.orElse(NOTHING);
    }

    /// Adds a short text; adds nothing and returns false unless it is ASCII.
    private boolean isAdded(String text) {
        int begin = length;
        int i = addPlain(text, 0);
        while (i < text.length()) {
            char letter = text.charAt(i);
            if (letter >= FIRST_BEYOND_ASCII) {
                length = begin;
                return false;
            }
            reserve(ESCAPE);
            addEscape((byte) letter);
            i = addPlain(text, i + 1);
        }
        return true;
    }

    /// Adds characters from there up to one that is not ASCII or has to be escaped; returns the place of that.
    private int addPlain(String text, int from) {
        int end = text.length();
        reserve(end - from);
        byte[] to = bytes;
        int next = length - from;
        int i = from;
        while (i < end) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\' || letter >= FIRST_BEYOND_ASCII) {
                break;
            }
            to[next + i] = (byte) letter;
            i++;
        }
        length = next + i;
        return i;
    }

    private void escape(byte[] text) {
        int i = 0;
        while (i < text.length) {
            int end = PlainBytes.endOfRun(text, i);
            reserve(end - i + ESCAPE);
            System.arraycopy(text, i, bytes, length, end - i);
            length += end - i;
            if (end < text.length) {
                addEscape(text[end]);
            }
            i = end + 1;
        }
    }

    private void addEscape(byte each) {
        bytes[length++] = '\\';
        switch (each) {
            case '"', '\\' -> bytes[length++] = each;
            case '\b' -> bytes[length++] = 'b';
            case '\t' -> bytes[length++] = 't';
            case '\n' -> bytes[length++] = 'n';
            case '\f' -> bytes[length++] = 'f';
            case '\r' -> bytes[length++] = 'r';
            default -> addHex(each);
        }
    }

    private void addHex(byte each) {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[each >> 4];
        bytes[length++] = HEX[each & 0xF];
    }
}
