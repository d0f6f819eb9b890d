// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// Writes values as JSON, in the format of `JSON.stringify`.
final class JsonText {
    private static final String SHORT = "\"\\\b\f\n\r\t";
    private static final String SHORT_ESCAPES = "\"\\bfnrt";

    private final StringBuilder text = new StringBuilder();
    private final boolean rounded;

    private JsonText(boolean rounded) {
        this.rounded = rounded;
    }

    /// Writes a value as `$string` and `&` do: strings are left as they are, functions are empty, and numbers
    /// have fifteen digits. Throws [EvaluationError].
    static String of(JsonNode value, boolean lines) {
        if (value instanceof TextNode text) {
            return text.textValue();
        }
        if (value instanceof FunctionValue) {
            return "";
        }
        if (value instanceof NumericNode number && !Double.isFinite(number.doubleValue())) {
            throw new EvaluationError("D3001", "Attempting to invoke string function on Infinity or NaN");
        }
        JsonText json = new JsonText(true);
        json.print(value, lines ? "\n" : "");
        return json.text.toString();
    }

    /// Writes a value for messages.
    static String exactly(JsonNode value) {
        JsonText json = new JsonText(false);
        json.print(value, "");
        return json.text.toString();
    }

    /// `line` is the line separator and indentation; empty to write everything on one line.
    private void print(JsonNode value, String line) {
        Bounds.sum(0, text.length());
        switch (value) {
            case TextNode string -> quote(string.textValue());
            case NumericNode number -> text.append(number(number));
            case ArrayNode array -> {
                text.append('[');
                String inner = inner(line);
                for (int i = 0; i < array.size(); i++) {
                    text.append(i == 0 ? "" : ",").append(inner);
                    print(array.get(i), inner);
                }
                text.append(array.isEmpty() ? "" : line).append(']');
            }
            case ObjectNode object -> printObject(object, line);
            case FunctionValue _ -> text.append("\"\"");
            default -> text.append(value);
        }
    }

    private void printObject(ObjectNode object, String line) {
        text.append('{');
        String inner = inner(line);
        String separator = "";
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            text.append(separator).append(inner);
            quote(member.getKey());
            text.append(line.isEmpty() ? ":" : ": ");
            print(member.getValue(), inner);
            separator = ",";
        }
        text.append(object.isEmpty() ? "" : line).append('}');
    }

    private static String inner(String line) {
        return line.isEmpty() ? "" : line + "  ";
    }

    private String number(NumericNode number) {
        if (number.isInt() || number.isLong()) {
            return number.asText();
        }
        double value = number.doubleValue();
        boolean numeric = rounded ? Numbers.isNumeric(number) : Double.isFinite(value);
        if (!numeric) {
            return "null";
        }
        return Numbers.text(rounded ? Numbers.rounded(value) : value);
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            int known = SHORT.indexOf(c);
            if (known >= 0) {
                text.append('\\').append(SHORT_ESCAPES.charAt(known));
            } else if (c < ' ' || Character.isSurrogate(c) && isAlone(string, i)) {
                text.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean isAlone(String string, int at) {
        return Character.isHighSurrogate(string.charAt(at))
                ? at + 1 >= string.length() || !Character.isLowSurrogate(string.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(string.charAt(at - 1));
    }
}
