// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.util.Map;

/// Computes the length of data as compact JSON text in UTF-8, without writing it.
public final class JsonSize {
    private static final int EMPTY_OBJECT = 80;
    private static final int MEMBER = 48;
    private static final int EMPTY_ARRAY = 64;
    private static final int SLOT = 8;
    private static final int TEXT = 56;
    private static final int NUMBER = 24;

    private JsonSize() {}

    /// Returns the length in bytes, at most [Integer#MAX_VALUE].
    public static int of(JsonNode data) {
        return Integer.MAX_VALUE - Math.max(0, left(data, Integer.MAX_VALUE));
    }

    /// Compares the length with a limit, looking at no more of the data than necessary.
    public static boolean exceeds(JsonNode data, int limit) {
        return left(data, limit) < 0;
    }

    /// Estimates the heap that the data takes: objects and arrays with their slots, and strings with a byte
    /// for each character. Names are shared by all parsed data, and small numbers, booleans and null by
    /// everything.
    public static long heap(JsonNode data) {
        return switch (data.getNodeType()) {
            case OBJECT -> {
                long bytes = EMPTY_OBJECT;
                for (Map.Entry<String, JsonNode> member : data.properties()) {
                    bytes += MEMBER + heap(member.getValue());
                }
                yield bytes;
            }
            case ARRAY -> {
                long bytes = EMPTY_ARRAY;
                for (JsonNode item : data) {
                    bytes += SLOT + heap(item);
                }
                yield bytes;
            }
            case STRING -> TEXT + data.textValue().length();
            case NUMBER -> NUMBER;
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> 0;
        };
    }

    /// Returns the rest of the space after the data; negative as soon as that is certain.
    private static int left(JsonNode data, int room) {
        return switch (data.getNodeType()) {
            case OBJECT -> leftOfObject(data, room);
            case ARRAY -> leftOfArray(data, room);
            case STRING -> room - quoted(data.textValue());
            case NUMBER -> room - number((NumericNode) data);
            case BOOLEAN -> room - (data.booleanValue() ? 4 : 5);
            case NULL -> room - 4;
            case BINARY, MISSING, POJO -> room - data.toString().length();
        };
    }

    private static int leftOfObject(JsonNode object, int room) {
        int left = room - 1 - Math.max(1, object.size());
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            left = left(member.getValue(), left - quoted(member.getKey()) - 1);
            if (left < 0) {
                return left;
            }
        }
        return left;
    }

    private static int leftOfArray(JsonNode array, int room) {
        int left = room - 1 - Math.max(1, array.size());
        for (JsonNode item : array) {
            left = left(item, left);
            if (left < 0) {
                return left;
            }
        }
        return left;
    }

    private static int number(NumericNode number) {
        return number.isInt() && number.intValue() >= 0 && number.intValue() < 10
                ? 1
                : number.asText().length();
    }

    private static int quoted(String text) {
        int length = text.length() + 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > 0x7f) {
                length += extra(c);
            }
        }
        return length;
    }

    /// Returns the number of bytes beyond one.
    private static int extra(char c) {
        if (c < ' ') {
            return c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r' ? 1 : 5;
        }
        if (c == '"' || c == '\\' || c < 0x800) {
            return 1;
        }
        return Character.isSurrogate(c) ? 1 : 2;
    }
}
