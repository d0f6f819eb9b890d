// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.function;
import static dev.stepgate.local.jsonata.Builtins.withArity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// [String functions](https://docs.jsonata.org/string-functions), except those that take regular expressions.
/// Lengths and positions count characters, not UTF-16 units.
final class StringFunctions {
    private static final Pattern SPACES = Pattern.compile("[ \t\n\r]+");

    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            withArity(1, "string", "<x-b?:s>", StringFunctions::string),
            function("substring", "<s-nn?:s>", StringFunctions::substring),
            function("substringBefore", "<s-s:s>", arguments -> cut(arguments, true)),
            function("substringAfter", "<s-s:s>", arguments -> cut(arguments, false)),
            function("lowercase", "<s-:s>", each(text -> text.toLowerCase(Locale.ROOT))),
            function("uppercase", "<s-:s>", each(text -> text.toUpperCase(Locale.ROOT))),
            function("length", "<s-:n>", arguments -> IntNode.valueOf(length(text(arguments, 0)))),
            function("trim", "<s-:s>", each(StringFunctions::trim)),
            function("pad", "<s-ns?:s>", StringFunctions::pad),
            function("join", "<a<s>s?:s>", StringFunctions::join),
            function("base64encode", "<s-:s>", each(StringFunctions::base64encode)),
            function("base64decode", "<s-:s>", each(StringFunctions::base64decode)));

    private StringFunctions() {}

    private static FunctionValue.Body each(UnaryOperator<String> operator) {
        return arguments -> TextNode.valueOf(Bounds.checked(operator.apply(text(arguments, 0))));
    }

    private static String text(Arguments arguments, int index) {
        return Objects.requireNonNullElse(arguments.text(index), "");
    }

    private static @Nullable JsonNode string(Arguments arguments) {
        JsonNode value = arguments.get(0);
        return value == null ? null : TextNode.valueOf(JsonText.of(value, BooleanNode.TRUE.equals(arguments.get(1))));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Returns a substring; a negative start counts from the end.
    private static JsonNode substring(Arguments arguments) {
        String text = text(arguments, 0);
        int size = length(text);
        double start = arguments.number(1, 0);
        double from = start < -size ? 0 : start;
        double length = arguments.number(2, Double.POSITIVE_INFINITY);
        double end = (from >= 0 ? from : size + from) + length;
        return TextNode.valueOf(
                length <= 0 ? "" : slice(text, position(from, size), position(Math.min(end, size), size)));
    }

    private static int position(double at, int size) {
        int whole = (int) at;
        return whole < 0 ? Math.max(0, size + whole) : Math.min(whole, size);
    }

    private static String slice(String text, int from, int to) {
        if (from >= to) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, from);
        return text.substring(begin, text.offsetByCodePoints(begin, to - from));
    }

    /// Returns the text before or after the other one, or the whole text if it does not contain it.
    private static JsonNode cut(Arguments arguments, boolean before) {
        String text = text(arguments, 0);
        String other = arguments.text(1);
        int at = other == null ? -1 : text.indexOf(other);
        if (at >= 0 && other != null) {
            text = before ? text.substring(0, at) : text.substring(at + other.length());
        }
        return TextNode.valueOf(text);
    }

    private static String trim(String text) {
        String spaced = SPACES.matcher(text).replaceAll(" ");
        int from = spaced.startsWith(" ") ? 1 : 0;
        return spaced.substring(from, Math.max(from, spaced.length() - (spaced.endsWith(" ") ? 1 : 0)));
    }

    /// Pads on the right, or on the left for a negative width.
    private static JsonNode pad(Arguments arguments) {
        String text = text(arguments, 0);
        double width = arguments.number(1, 0);
        Bounds.sum(0, (long) Math.abs(width));
        int missing = (int) Math.abs(width) - length(text);
        if (missing <= 0) {
            return TextNode.valueOf(text);
        }
        String with = text(arguments, 2).isEmpty() ? " " : text(arguments, 2);
        int size = length(with);
        int left = missing % size;
        Bounds.sum(text.length(), (long) (missing / size + 1) * with.length());
        String padding = with.repeat(missing / size) + slice(with, 0, left);
        return TextNode.valueOf(width > 0 ? text + padding : padding + text);
    }

    private static JsonNode join(Arguments arguments) {
        StringBuilder joined = new StringBuilder();
        ArrayNode array = Objects.requireNonNull(arguments.array(0), "array");
        String separator = text(arguments, 1);
        for (int i = 0; i < array.size(); i++) {
            Bounds.sum(
                    joined.length(),
                    separator.length() + array.get(i).textValue().length());
            joined.append(i == 0 ? "" : separator).append(array.get(i).textValue());
        }
        return TextNode.valueOf(joined.toString());
    }

    private static String base64encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Decodes Base64; invalid Base64 is an internal error on AWS too.
    private static String base64decode(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw EvaluationError.internal("no Base64: " + e.getMessage());
        }
    }
}
