// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads JSON in ASCII as Jackson reads it, into the same nodes, but looks at eight bytes of a long string at a time
/// and
/// copies it once or twice. Jackson copies it four times.
///
/// Gives up on what is no JSON, and on the unusual: numbers with more than 18 digits before the point, more than 200
/// levels, duplicate names. Those are for Jackson, which says what is wrong. A null is giving up.
final class AsciiParser {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_DIGITS = 18;
    private static final int MAX_NUMBER = 100;

    private final byte[] json;
    private final StringReader strings;
    private int at;

    private AsciiParser(byte[] json) {
        this.json = json;
        this.strings = new StringReader(json);
    }

    static Optional<JsonNode> parse(byte[] ascii) {
        AsciiParser parser = new AsciiParser(ascii);
        JsonNode value = parser.value(0);
        return value != null && parser.peek() == 0 && parser.at == ascii.length ? Optional.of(value) : Optional.empty();
    }

    /// Returns the next byte that is no white space, and stays there; 0 at the end.
    private byte peek() {
        while (at < json.length) {
            byte next = json[at];
            if (next > ' ' || (next != ' ' && next != '\n' && next != '\r' && next != '\t')) {
                return next;
            }
            at++;
        }
        return 0;
    }

    private @Nullable JsonNode value(int depth) {
        return switch (peek()) {
            case '{' -> depth == MAX_DEPTH ? null : object(depth + 1);
            case '[' -> depth == MAX_DEPTH ? null : array(depth + 1);
            case '"' -> text();
            case 't' -> word("true", BooleanNode.TRUE);
            case 'f' -> word("false", BooleanNode.FALSE);
            case 'n' -> word("null", NullNode.getInstance());
            default -> number();
        };
    }

    private @Nullable ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        at++;
        if (peek() == '}') {
            at++;
            return object;
        }
        while (peek() == '"') {
            String name = strings.name(at);
            at = strings.end();
            if (name == null || peek() != ':') {
                return null;
            }
            at++;
            JsonNode value = value(depth);
            if (value == null || object.replace(name, value) != null) {
                return null;
            }
            byte next = peek();
            at++;
            if (next != ',') {
                return next == '}' ? object : null;
            }
        }
        return null;
    }

    private @Nullable ArrayNode array(int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        at++;
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            JsonNode value = value(depth);
            if (value == null) {
                return null;
            }
            array.add(value);
            byte next = peek();
            at++;
            if (next != ',') {
                return next == ']' ? array : null;
            }
        }
    }

    private @Nullable TextNode text() {
        String text = strings.text(at);
        at = strings.end();
        return text == null ? null : TextNode.valueOf(text);
    }

    private @Nullable JsonNode word(String word, JsonNode meaning) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= json.length || json[at + i] != word.charAt(i)) {
                return null;
            }
        }
        at += word.length();
        return meaning;
    }

    private @Nullable JsonNode number() {
        int begin = at;
        boolean isNegative = skip('-', '-');
        int digits = at;
        long whole = digits();
        int count = at - digits;
        if (count == 0 || count > MAX_DIGITS || (count > 1 && json[digits] == '0')) {
            return null;
        }
        if (at == json.length || (json[at] != '.' && (json[at] | ' ') != 'e')) {
            return isNegative && whole == 0 ? null : Json.number(isNegative ? -whole : whole);
        }
        return fraction() && at - begin <= MAX_NUMBER
                ? DoubleNode.valueOf(
                        Double.parseDouble(new String(json, begin, at - begin, StandardCharsets.ISO_8859_1)))
                : null;
    }

    /// Reads what follows the digits before the point; returns false when that is no JSON.
    private boolean fraction() {
        if (skip('.', '.') && !hasDigits()) {
            return false;
        }
        if (!skip('e', 'E')) {
            return true;
        }
        boolean unusedSign = skip('+', '-');
        return hasDigits();
    }

    private boolean hasDigits() {
        int begin = at;
        long unused = digits();
        return at > begin;
    }

    /// Reads digits; the value is of use if there are not more than fit into it.
    private long digits() {
        long value = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            value = value * 10 + json[at] - '0';
            at++;
        }
        return value;
    }

    private boolean skip(char one, char other) {
        boolean isThere = at < json.length && (json[at] == one || json[at] == other);
        at += isThere ? 1 : 0;
        return isThere;
    }
}
