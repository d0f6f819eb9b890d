// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.JException;
import dev.stepgate.local.json.Json;
import java.util.Map;
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
    private static final Map<Object, String> PLURALS =
            Map.of("a", "arrays", "b", "booleans", "f", "functions", "n", "numbers", "o", "objects", "s", "strings");

    private Messages() {}

    /// Code and message, `T0410: Argument 1 of function "abs" does not match function signature`.
    static String of(JException e, String expression) {
        String code = e.getError();
        Object first = e.getCurrent();
        Object second = e.getExpected();
        return code + ": "
                + switch (code) {
                    case "T0412" ->
                        "Argument 1 of function \"" + called(e, expression) + "\" must be an array of \""
                                + PLURALS.getOrDefault(String.valueOf(second), "undefined") + "\"";
                    case "T1005" -> "Attempted to invoke a non-function. Did you mean $" + first + "?";
                    case "T1007" -> "Attempted to partially apply a non-function. Did you mean $" + first + "?";
                    case "T2009" ->
                        "The values " + json(first) + " and " + json(second) + " either side of operator \""
                                + operator(expression) + "\" must be of the same data type";
                    default -> template(code, first, second);
                };
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
        try {
            return value == null ? "undefined" : Json.write(Values.toJson(value));
        } catch (Values.UnsupportedValueException _) {
            return "undefined";
        }
    }

    /// The name in front of the place of the error.
    private static String called(JException e, String expression) {
        int at = Math.clamp(e.getLocation(), 0, expression.length());
        Matcher name = CALLED.matcher(expression.substring(0, at));
        return name.find() ? name.group(1) : "undefined";
    }

    private static String operator(String expression) {
        Matcher comparison = COMPARISON.matcher(expression);
        return comparison.find() ? comparison.group() : "<";
    }
}
