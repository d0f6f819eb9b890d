// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Functions of JSONata that the library computes otherwise than the reference implementation and AWS do.
final class Corrections {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([Ee][-+]?\\d+)?|0[xX][0-9A-Fa-f]+|0[bB][01]+|0[oO][0-7]+");
    /// From here on, numbers are printed with an exponent.
    private static final double EXPONENT = 1e21;

    /// What needs no escape in a URL.
    private static final String IN_URLS = ";,/?:@&=+$-_.!~*'()#";

    private static final Jsonata.JFunction COUNT = function("<x?x?:n>", Corrections::count);
    private static final Jsonata.JFunction ENCODE_URL = function("<s-:s>", Corrections::encodeUrl);
    private static final Jsonata.JFunction TO_NUMBER = function("<(nsb)-:n>", Corrections::number);
    private static final Jsonata.JFunction PARSE_INTEGER = function("<s-s:n>", Corrections::parseInteger);
    private static final Jsonata.JFunction SORT = function("<af?:a>", Corrections::sort);
    private static final Jsonata.JFunction STRING = function("<x-b?:s>", Corrections::string);
    private static final Jsonata.JFunction TO_MILLIS = function("<s-s?:n>", Corrections::toMillis);

    private Corrections() {}

    static void bind(Jsonata expression) {
        expression.registerFunction("count", COUNT);
        expression.registerFunction("encodeUrl", ENCODE_URL);
        expression.registerFunction("number", TO_NUMBER);
        expression.registerFunction("parseInteger", PARSE_INTEGER);
        expression.registerFunction("sort", SORT);
        expression.registerFunction("string", STRING);
        expression.registerFunction("toMillis", TO_MILLIS);
    }

    private interface Body {
        @Nullable
        Object apply(List<?> arguments) throws ParseException;
    }

    private static Jsonata.JFunction function(String signature, Body body) {
        return new Jsonata.JFunction((_, arguments) -> body.apply(arguments), signature);
    }

    /// The library takes null for nothing.
    private static Object count(List<?> arguments) {
        if (arguments.size() > 1 && arguments.get(1) != null) {
            throw EvaluationError.signature(2, "count");
        }
        return switch (arguments.isEmpty() ? null : arguments.getFirst()) {
            case null -> 0;
            case List<?> list -> list.size();
            default -> 1;
        };
    }

    /// The library takes more texts, and fails on others without a code.
    private static @Nullable Object number(List<?> arguments) {
        Object value = arguments.getFirst();
        if (!(value instanceof String text)) {
            return Functions.number(value);
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new EvaluationError("D3030", "Unable to cast value to a number: " + Json.write(Values.toJson(text)));
        }
        return switch (text.length() > 1 ? Character.toLowerCase(text.charAt(1)) : ' ') {
            case 'x' -> Long.valueOf(text.substring(2), 16);
            case 'o' -> Long.valueOf(text.substring(2), 8);
            case 'b' -> Long.valueOf(text.substring(2), 2);
            default -> Functions.number(text);
        };
    }

    /// AWS answers NaN to a text that does not fit the picture.
    private static @Nullable Object parseInteger(List<?> arguments) throws ParseException {
        String text = (String) arguments.get(0);
        if (text == null) {
            return null;
        }
        Number number = Functions.parseInteger(text, (String) arguments.get(1));
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

    /// The library prints whole numbers with an exponent as soon as they do not fit 64 bits.
    private static @Nullable Object string(List<?> arguments) {
        Object value = arguments.getFirst();
        if (value instanceof Double number && Math.rint(number) == number && Math.abs(number) < EXPONENT) {
            return BigDecimal.valueOf(number).toBigInteger().toString();
        }
        return Functions.string(value, arguments.size() > 1 ? (Boolean) arguments.get(1) : null);
    }

    private static @Nullable Object toMillis(List<?> arguments) throws ParseException {
        Object value = arguments.getFirst();
        if (value != null && !(value instanceof String)) {
            throw EvaluationError.signature(1, "toMillis");
        }
        String text = (String) value;
        try {
            return Functions.dateTimeToMillis(text, arguments.size() > 1 ? (String) arguments.get(1) : null);
        } catch (DateTimeParseException _) {
            throw new EvaluationError(
                    "D3110",
                    "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "
                            + Json.write(Values.toJson(String.valueOf(text))));
        }
    }

    /// The library encodes a query as a form.
    private static @Nullable Object encodeUrl(List<?> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        StringBuilder url = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || IN_URLS.indexOf(c) >= 0);
            url.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return url.toString();
    }
}
