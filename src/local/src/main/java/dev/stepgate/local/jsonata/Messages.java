// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.JException;
import dev.stepgate.local.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The library's errors in the words of the JSONata reference implementation, which AWS prints.
///
/// The library's copy of the texts says "Object" for "function", fills in two values at the most, and quotes numbers.
final class Messages {
    private static final String FIRST = "{{1}}";
    private static final String SECOND = "{{2}}";
    private static final Pattern CALLED = Pattern.compile("\\$(\\w+)\\s*\\(?$");
    private static final Pattern COMPARISON = Pattern.compile("[<>]=?");
    private static final Map<String, String> CODES = Map.of(
            "The sub-picture must not contain two adjacent", "D3089",
            "A sub-picture that contains a 'percent'", "D3092",
            "Formatting or parsing an integer as a sequence", "D3130",
            "In a decimal digit pattern", "D3131",
            "Unknown component specifier", "D3132",
            "The 'name' modifier can only be applied", "D3133",
            "The timezone integer format specifier", "D3134",
            "No matching closing bracket", "D3135",
            "The date/time picture string is missing", "D3136");
    /// What the reference implementation quotes and the library does not.
    private static final Pattern QUOTED =
            Pattern.compile("(starting with |component specifier |picture string, not )(\\S*)");
    private static final Map<String, String> PLURALS =
            Map.of("a", "arrays", "b", "booleans", "f", "functions", "n", "numbers", "o", "objects", "s", "strings");

    private Messages() {}

    /// Code and message, `T0410: Argument 1 of function "abs" does not match function signature`.
    static String of(JException e, String expression) {
        Object first = e.getCurrent();
        Object second = e.getExpected();
        String code = e.getError();
        String message = switch (code) {
            case "T0410" ->
                "Argument " + (first == null ? 1 : first) + " of function " + function(second, e, expression)
                        + " does not match function signature";
            case "T0412" ->
                "Argument 1 of function " + function(null, e, expression) + " must be an array of "
                        + json(PLURALS.get(String.valueOf(second)));
            case "D1001" -> "Number out of range: null";
            case "D1002" -> template(code, second, null);
            case "T1005" -> "Attempted to invoke a non-function. Did you mean $" + first + "?";
            case "T1007" -> "Attempted to partially apply a non-function. Did you mean $" + first + "?";
            case "T2007" -> template(code, second, first);
            case "T2009" ->
                "The values " + json(first) + " and " + json(second) + " either side of operator \""
                        + operator(expression) + "\" must be of the same data type";
            default -> template(code, first, second);
        };
        return code + ": " + message;
    }

    /// The same without the code, of an expression that does not parse.
    static String ofSyntax(JException e) {
        return switch (e.getError()) {
            case "S0216" -> "A context variable binding must precede the 'order-by' clause on a step";
            case "S0217" -> "The object representing the 'parent' cannot be derived from this expression";
            default -> template(e.getError(), e.getCurrent(), e.getExpected());
        };
    }

    /// Of what the library says without a code; empty for what the reference implementation has no code for either.
    static Optional<String> uncoded(@Nullable String message) {
        String text = String.valueOf(message);
        if (text.equals("Infinite or NaN")) {
            return Optional.of(String.valueOf(EvaluationError.notFinite().getMessage()));
        }
        return CODES.entrySet().stream()
                .filter(known -> text.startsWith(known.getKey()))
                .map(known -> known.getValue() + ": " + QUOTED.matcher(text).replaceFirst("$1\"$2\""))
                .findFirst();
    }

    private static String template(String code, @Nullable Object first, @Nullable Object second) {
        return JException.msg(code, -1, FIRST, SECOND)
                .replace("Object", "function")
                .replace('"' + FIRST + '"', json(first))
                .replace('"' + SECOND + '"', json(second))
                .replace(FIRST, String.valueOf(first))
                .replace(SECOND, String.valueOf(second));
    }

    private static String json(@Nullable Object value) {
        if (value instanceof Character symbol) {
            return json(symbol.toString());
        }
        try {
            return value == null ? "undefined" : Json.write(Values.toJson(value));
        } catch (Values.UnsupportedValueException _) {
            return "undefined";
        }
    }

    /// The function's name, as the library tells it or as it stands in front of the place of the error.
    private static String function(@Nullable Object name, JException e, String expression) {
        if (name instanceof String known && !known.equals("lambda") && !known.startsWith("com.dashjoin")) {
            return json(known);
        }
        int at = Math.clamp(e.getLocation(), 0, expression.length());
        Matcher called = CALLED.matcher(expression.substring(0, at));
        return called.find() ? json(called.group(1)) : "undefined";
    }

    private static String operator(String expression) {
        Matcher comparison = COMPARISON.matcher(expression);
        return comparison.find() ? comparison.group() : "<";
    }
}
