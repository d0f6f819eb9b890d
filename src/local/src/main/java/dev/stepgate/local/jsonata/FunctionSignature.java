// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A [function signature](https://docs.jsonata.org/embedding-extending#function-signature-syntax), as `<s-nn?:s>`,
/// checked as the reference implementation checks it. The library's own takes null for nothing and counts the argument
/// that is wrong differently.
final class FunctionSignature {
    private static final Pattern PARAMETER =
            Pattern.compile("([snbloafjx]|\\([snbloaf]+\\))(<[^<>]*(?:<[^<>]*>)*>)?([-?+]?)");
    private static final Map<String, String> ELEMENTS =
            Map.of("a", "arrays", "b", "booleans", "f", "functions", "n", "numbers", "o", "objects", "s", "strings");

    private final String function;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Pattern whole;

    /// What an argument may be. `allowed` is a pattern over the symbols of arguments.
    private record Parameter(
            String type,
            String allowed,
            boolean fromContext,
            @Nullable String elements) {
        String pattern() {
            return fromContext ? allowed + "?" : allowed;
        }
    }

    /// Arguments that have been checked, and how many of them the call names, undefined ones too.
    static final class Arguments extends ArrayList<@Nullable Object> {
        private final int named;

        Arguments(int named) {
            this.named = named;
        }

        int named() {
            return named;
        }
    }

    FunctionSignature(String function, String text) {
        this.function = function;
        Matcher parts = parts(text);
        StringBuilder patterns = new StringBuilder();
        while (parts.find()) {
            Parameter parameter = parameter(parts.group(1), parts.group(2), parts.group(3));
            parameters.add(parameter);
            patterns.append('(').append(parameter.pattern()).append(')');
        }
        this.whole = Pattern.compile(patterns.toString());
    }

    private static Matcher parts(String text) {
        int colon = text.lastIndexOf(':');
        return PARAMETER.matcher(text.substring(1, colon < 0 ? text.length() - 1 : colon));
    }

    /// How many arguments the function knows; none when all of them may be missing.
    static int arity(String text) {
        boolean allOptional =
                parts(text).results().allMatch(part -> part.group(3).equals("?"));
        return allOptional ? 0 : (int) parts(text).results().count();
    }

    private static Parameter parameter(String type, @Nullable String elements, String suffix) {
        String allowed = switch (type) {
            case "a", "x" -> "[asnblfom]";
            case "j" -> "[asnblom]";
            case "f" -> "f";
            default -> "[" + type.replace("(", "").replace(")", "") + "m]";
        };
        boolean fromContext = suffix.equals("-");
        return new Parameter(
                type,
                fromContext ? allowed : allowed + suffix,
                fromContext,
                elements == null ? null : elements.substring(1, elements.length() - 1));
    }

    /// The arguments as the function takes them: single values as arrays where it wants arrays, the context where one
    /// is missing. Throws [EvaluationError].
    Arguments validate(List<?> arguments, @Nullable Object context) {
        StringBuilder symbols = new StringBuilder();
        arguments.forEach(argument -> symbols.append(symbol(argument)));
        Matcher fits = whole.matcher(symbols);
        if (!fits.matches()) {
            throw EvaluationError.signature(wrongArgument(symbols.toString()), function);
        }
        Arguments validated = new Arguments(arguments.size());
        for (int i = 0, next = 0; i < parameters.size(); i++) {
            String given = fits.group(i + 1);
            Parameter parameter = parameters.get(i);
            if (given.isEmpty() && parameter.fromContext()) {
                validated.add(fromContext(parameter, next, context));
            } else if (given.isEmpty()) {
                validated.add(argument(arguments, next++));
            }
            for (int k = 0; k < given.length(); k++) {
                Object value = argument(arguments, next);
                validated.add(parameter.type().equals("a") ? array(parameter, given, value, next + 1) : value);
                next++;
            }
        }
        return validated;
    }

    private static @Nullable Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private @Nullable Object fromContext(Parameter parameter, int index, @Nullable Object context) {
        if (Pattern.matches(parameter.allowed(), symbol(context))) {
            return context;
        }
        throw new EvaluationError(
                "T0411",
                "Context value is not a compatible type with argument " + (index + 1) + " of function \"" + function
                        + "\"");
    }

    private @Nullable Object array(Parameter parameter, String given, @Nullable Object value, int position) {
        if (value == null) {
            return null;
        }
        String elements = parameter.elements();
        if (elements != null && !(value instanceof List<?> list ? holds(list, elements) : given.equals(elements))) {
            throw new EvaluationError(
                    "T0412",
                    "Argument " + position + " of function \"" + function + "\" must be an array of \""
                            + ELEMENTS.get(elements) + "\"");
        }
        return value instanceof List<?> ? value : new ArrayList<>(List.of(value));
    }

    private static boolean holds(List<?> list, String elements) {
        return list.stream().allMatch(element -> elements.startsWith(symbol(element)));
    }

    /// From 1.
    private int wrongArgument(String symbols) {
        StringBuilder patterns = new StringBuilder();
        int good = 0;
        for (Parameter parameter : parameters) {
            Matcher begin = Pattern.compile(patterns.append(parameter.pattern()).toString())
                    .matcher(symbols);
            if (!begin.lookingAt()) {
                break;
            }
            good = begin.end();
        }
        return good + 1;
    }

    private static String symbol(@Nullable Object value) {
        return switch (value) {
            case null -> "m";
            case String _ -> "s";
            case Number _ -> "n";
            case Boolean _ -> "b";
            case List<?> _ -> "a";
            case Map<?, ?> _ -> "o";
            case Pattern _ -> "f";
            default -> {
                if (Jsonata.NULL_VALUE.equals(value)) {
                    yield "l";
                }
                yield Utils.isFunction(value) || Functions.isLambda(value) ? "f" : "m";
            }
        };
    }
}
