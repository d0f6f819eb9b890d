// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `$string` and `$substring`. The library prints whole numbers with an exponent as soon as they do not fit 64 bits,
/// and cuts characters in half.
final class Texts {
    /// From here on, whole numbers are printed with an exponent.
    private static final double EXPONENT = 1e21;

    static final List<Builtin> ALL = List.of(
            new Builtin("string", "<x-b?:s>", 1, Texts::string),
            new Builtin("substring", "<s-nn?:s>", Texts::substring));

    private Texts() {}

    private static @Nullable Object string(List<?> arguments) {
        return switch (arguments.get(0)) {
            case null -> null;
            case String text -> text;
            case Object function when isFunction(function) -> "";
            case Double number when !Double.isFinite(number) -> throw EvaluationError.notFinite();
            case Object value -> {
                StringBuilder text = new StringBuilder();
                print(text, value, Boolean.TRUE.equals(arguments.get(1)) ? "\n" : "");
                yield text.toString();
            }
        };
    }

    private static boolean isFunction(Object value) {
        return value instanceof Pattern || Utils.isFunction(value) || Functions.isLambda(value);
    }

    /// `line` is the line's end and indentation, empty for a text without them.
    private static void print(StringBuilder text, @Nullable Object value, String line) {
        String inner = line.isEmpty() ? "" : line + "  ";
        switch (value) {
            case null -> text.append("null");
            case Number number -> text.append(number(number));
            case Boolean truth -> text.append(truth);
            case String other -> text.append(Json.write(Values.toJson(other)));
            case List<?> list -> {
                Iterator<?> elements = list.iterator();
                printAll(text, "[]", line, list.size(), () -> print(text, elements.next(), inner));
            }
            case Map<?, ?> map -> {
                Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
                printAll(text, "{}", line, map.size(), () -> {
                    Map.Entry<?, ?> member = members.next();
                    print(text, member.getKey(), inner);
                    text.append(line.isEmpty() ? ":" : ": ");
                    print(text, member.getValue(), inner);
                });
            }
            default -> text.append(Jsonata.NULL_VALUE.equals(value) ? "null" : "\"\"");
        }
    }

    private static void printAll(StringBuilder text, String brackets, String line, int size, Runnable each) {
        text.append(brackets.charAt(0));
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(line.isEmpty() ? "" : line + "  ");
            each.run();
        }
        text.append(size == 0 ? "" : line).append(brackets.charAt(1));
    }

    private static String number(Number number) {
        double value = number.doubleValue();
        if (number instanceof Double && Math.rint(value) == value && Math.abs(value) < EXPONENT) {
            return BigDecimal.valueOf(value).toBigInteger().toString();
        }
        return Double.isFinite(value) ? Functions.string(number, false) : "null";
    }

    /// Counts characters, and from the end below 0.
    private static @Nullable Object substring(List<?> arguments) {
        if (!(arguments.get(0) instanceof String text)) {
            return null;
        }
        int[] characters = text.codePoints().toArray();
        double start = arguments.get(1) instanceof Number number ? number.doubleValue() : 0;
        double from = start < -characters.length ? 0 : start;
        if (!(arguments.get(2) instanceof Number length)) {
            return slice(characters, from, characters.length);
        }
        double end = (from >= 0 ? from : characters.length + from) + length.doubleValue();
        return length.doubleValue() <= 0 ? "" : slice(characters, from, end);
    }

    private static String slice(int[] characters, double start, double end) {
        int from = (int) start < 0 ? Math.max(0, characters.length + (int) start) : (int) start;
        int to = (int) Math.min(end, characters.length);
        return from >= to ? "" : new String(characters, from, to - from);
    }
}
