// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the strings of a JSON text in ASCII.
final class StringReader {
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private final byte[] json;
    private int end;

    StringReader(byte[] json) {
        this.json = json;
    }

    /// The place after the string that was read last.
    int end() {
        return end;
    }

    /// Reads the string that begins at this quote; returns null when it is none.
    @Nullable
    String text(int quote) {
        int run = PlainBytes.endOfRun(json, quote + 1);
        if (isQuote(run)) {
            end = run + 1;
            return new String(json, quote + 1, run - quote - 1, StandardCharsets.ISO_8859_1);
        }
        return escaped(quote + 1, run);
    }

    /// Reads the name of a member in the same way.
    @Nullable
    String name(int quote) {
        int run = PlainBytes.endOfRun(json, quote + 1);
        if (isQuote(run)) {
            end = run + 1;
            return SharedNames.of(json, quote + 1, run);
        }
        return escaped(quote + 1, run);
    }

    private boolean isQuote(int place) {
        return place < json.length && json[place] == '"';
    }

    /// Reads a string with escapes.
    private @Nullable String escaped(int begin, int firstEscape) {
        int closing = closing(firstEscape);
        if (closing < 0) {
            return null;
        }
        byte[] text = new byte[closing - begin];
        int length = 0;
        int from = begin;
        for (int to = firstEscape; to < closing; to = PlainBytes.endOfRun(json, from)) {
            int letter = letter(to + 1);
            if (letter < 0) {
                return null;
            }
            System.arraycopy(json, from, text, length, to - from);
            length += to - from;
            text[length++] = (byte) letter;
            from = to + (json[to + 1] == 'u' ? 2 + HEX_DIGITS : 2);
        }
        System.arraycopy(json, from, text, length, closing - from);
        end = closing + 1;
        return new String(text, 0, length + closing - from, StandardCharsets.ISO_8859_1);
    }

    /// Returns the place of the closing quote; -1 when there is none, or a control character before it.
    private int closing(int firstEscape) {
        int place = firstEscape;
        while (place < json.length && json[place] == '\\') {
            place = place + 2 < json.length ? PlainBytes.endOfRun(json, place + 2) : json.length;
        }
        return isQuote(place) ? place : -1;
    }

    /// Returns the character that an escape means; -1 for no escape of JSON, and for a character that is not ASCII.
    private int letter(int place) {
        return switch (json[place]) {
            case '"', '\\', '/' -> json[place];
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> hex(place + 1);
            default -> -1;
        };
    }

    private int hex(int place) {
        int letter = 0;
        for (int i = place; i < place + HEX_DIGITS; i++) {
            int digit = i < json.length ? Character.digit(json[i], HEX) : -1;
            if (digit < 0) {
                return -1;
            }
            letter = letter * HEX + digit;
        }
        return letter < FIRST_BEYOND_ASCII ? letter : -1;
    }
}
