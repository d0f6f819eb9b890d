// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Functions of JSONata that the library computes otherwise than the reference implementation and AWS do.
final class Corrections {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([Ee][-+]?\\d+)?|0[xX][0-9A-Fa-f]+|0[bB][01]+|0[oO][0-7]+");
    private static final Pattern ORDINAL = Pattern.compile("([\\d,. -]*\\d)(st|nd|rd|th)");

    static final List<Builtin> ALL = List.of(
            new Builtin("count", "<a:n>", Corrections::count),
            new Builtin("number", "<(nsb)-:n>", Corrections::number),
            new Builtin("parseInteger", "<s-s:n>", Corrections::parseInteger),
            new Builtin("sort", "<af?:a>", Corrections::sort),
            new Builtin("assert", "<bs?:x>", Corrections::check),
            new Builtin("base64decode", "<s-:s>", Corrections::base64decode));

    private Corrections() {}

    private static Object count(List<?> arguments) {
        return arguments.getFirst() instanceof List<?> list ? list.size() : 0;
    }

    /// The library takes more texts, and fails on others without a code.
    private static @Nullable Object number(List<?> arguments) {
        Object value = arguments.getFirst();
        if (!(value instanceof String text)) {
            return Functions.number(value);
        }
        if (!NUMBER.matcher(text).matches()) {
            throw notANumber(text);
        }
        return switch (text.length() > 1 ? Character.toLowerCase(text.charAt(1)) : ' ') {
            case 'x' -> Long.valueOf(text.substring(2), 16);
            case 'o' -> Long.valueOf(text.substring(2), 8);
            case 'b' -> Long.valueOf(text.substring(2), 2);
            default -> finite(text);
        };
    }

    private static @Nullable Object finite(String text) {
        if (Double.isInfinite(Double.parseDouble(text))) {
            throw notANumber(text);
        }
        return Functions.number(text);
    }

    private static EvaluationError notANumber(String text) {
        return new EvaluationError("D3030", "Unable to cast value to a number: " + Json.write(Values.toJson(text)));
    }

    /// The library tells a condition that is nothing from one that is false.
    private static @Nullable Object check(List<?> arguments) {
        if (!Boolean.TRUE.equals(arguments.get(0))) {
            throw new EvaluationError(
                    "D3141", arguments.get(1) instanceof String message ? message : "$assert() statement failed");
        }
        return null;
    }

    /// AWS answers NaN to a text that does not fit the picture. The library forgets about the letters of `12th`.
    private static @Nullable Object parseInteger(List<?> arguments) throws ParseException {
        String text = (String) arguments.get(0);
        if (text == null) {
            return null;
        }
        String picture = (String) arguments.get(1);
        Matcher ordinal = ORDINAL.matcher(text);
        Number number = picture != null && picture.endsWith(";o") && ordinal.matches()
                ? Functions.parseInteger(
                        ordinal.group(1),
                        picture.substring(0, picture.length() - 2).replaceAll("\\d", "0"))
                : Functions.parseInteger(text, picture);
        return number == null ? Double.valueOf(Double.NaN) : number;
    }

    private static @Nullable Object sort(List<?> arguments) {
        List<?> values = (List<?>) arguments.getFirst();
        Object comparator = arguments.size() > 1 ? arguments.get(1) : null;
        if (comparator == null && values != null && values.size() > 1 && !isSortable(values)) {
            throw new EvaluationError(
                    "D3070",
                    "The single argument form of the sort function can only be applied to an array of strings or an array"
                            + " of numbers.  Use the second argument to specify a comparison function");
        }
        if (comparator == null && values != null && values.stream().allMatch(Number.class::isInstance)) {
            return values.stream()
                    .map(Number.class::cast)
                    .sorted((a, b) -> Double.compare(a.doubleValue(), b.doubleValue()))
                    .toList();
        }
        return Functions.sort(values, comparator);
    }

    private static boolean isSortable(List<?> values) {
        return values.stream().allMatch(String.class::isInstance)
                || values.stream().allMatch(Number.class::isInstance);
    }

    /// What is no Base64 is an internal error on AWS too.
    private static @Nullable Object base64decode(List<?> arguments) {
        return arguments.getFirst() instanceof String text
                ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
                : null;
    }
}
