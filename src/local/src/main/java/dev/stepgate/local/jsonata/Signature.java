// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [function signature](https://docs.jsonata.org/embedding-extending#function-signature-syntax), such as
/// `<s-nn?:s>`, checked as the reference implementation does.
///
/// It is matched against one symbol for each argument: `s` string, `n` number, `b` boolean, `l` null, `a`
/// array, `o` object, `f` function, `m` missing.
record Signature(List<Parameter> parameters) {
    private static final Map<String, String> ELEMENTS =
            Map.of("a", "arrays", "b", "booleans", "f", "functions", "n", "numbers", "o", "objects", "s", "strings");

    /// `allowed` are the symbols of arguments that fit; the context may stand in for a missing one.
    record Parameter(
            char type,
            String allowed,
            int least,
            int most,
            boolean fromContext,
            @Nullable String elements) {}

    Signature {
        parameters = List.copyOf(parameters);
    }

    /// Parses a signature. Throws [JsonataSyntaxException].
    static Signature parse(String text) {
        return new Signature(new SignatureReader(text).parameters());
    }

    /// Returns the arguments in the form that the function takes: single values as arrays where it expects
    /// arrays, the context where one is missing. `function` is its name for messages. Throws
    /// [EvaluationError].
    List<@Nullable JsonNode> validate(
            List<? extends @Nullable JsonNode> arguments, @Nullable JsonNode context, @Nullable String function) {
        StringBuilder symbols = new StringBuilder(arguments.size());
        arguments.forEach(argument -> symbols.append(symbol(argument)));
        int[] counts = new int[parameters.size()];
        if (fit(symbols, 0, 0, counts) != symbols.length()) {
            throw EvaluationError.signature(wrongArgument(symbols, counts), function);
        }
        List<@Nullable JsonNode> validated = new ArrayList<>(parameters.size());
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            Parameter parameter = parameters.get(i);
            if (counts[i] == 0 && parameter.fromContext()) {
                validated.add(context(parameter, next, context, function));
                continue;
            }
            for (int k = 0; k < Math.max(1, counts[i]); k++, next++) {
                JsonNode value = next < arguments.size() ? arguments.get(next) : null;
                boolean isArray = parameter.type() == 'a' && counts[i] > 0;
                if (isArray && !fits(parameter, counts[i], value)) {
                    throw wrongElements(parameter, next + 1, function);
                }
                validated.add(isArray ? array(value) : value);
            }
        }
        return validated;
    }

    /// Returns the end of the symbols that the parameters from the given one on take, each as many as
    /// possible, if they take all of them; otherwise a smaller number.
    private int fit(CharSequence symbols, int parameter, int from, int[] counts) {
        if (parameter == parameters.size()) {
            return from;
        }
        Parameter wanted = parameters.get(parameter);
        int most = 0;
        while (most < wanted.most()
                && from + most < symbols.length()
                && wanted.allowed().indexOf(symbols.charAt(from + most)) >= 0) {
            most++;
        }
        for (int count = most; count >= wanted.least(); count--) {
            counts[parameter] = count;
            int end = fit(symbols, parameter + 1, from + count, counts);
            if (end == symbols.length()) {
                return end;
            }
        }
        return -1;
    }

    /// Returns the number of the wrong argument, from 1. The parameters are tried in turn until one does not
    /// fit.
    private int wrongArgument(CharSequence symbols, int[] counts) {
        int good = 0;
        for (int known = 1; known <= parameters.size(); known++) {
            Signature begin = new Signature(parameters.subList(0, known));
            int end = -1;
            for (int length = symbols.length(); length >= 0 && end < 0; length--) {
                end = begin.fit(symbols.subSequence(0, length), 0, 0, counts) == length ? length : -1;
            }
            if (end < 0) {
                break;
            }
            good = end;
        }
        return good + 1;
    }

    private static @Nullable JsonNode context(
            Parameter parameter, int index, @Nullable JsonNode context, @Nullable String function) {
        if (parameter.allowed().indexOf(symbol(context)) >= 0) {
            return context;
        }
        throw new EvaluationError(
                "T0411",
                "Context value is not a compatible type with argument " + (index + 1) + " of function "
                        + EvaluationError.name(function));
    }

    private static boolean fits(Parameter parameter, int count, @Nullable JsonNode value) {
        String elements = parameter.elements();
        return value == null
                || elements == null
                || (value instanceof ArrayNode array
                        ? holds(array, elements)
                        : count == 1 && elements.equals(String.valueOf(symbol(value))));
    }

    private static EvaluationError wrongElements(Parameter parameter, int position, @Nullable String function) {
        return new EvaluationError(
                "T0412",
                "Argument " + position + " of function " + EvaluationError.name(function) + " must be an array of "
                        + EvaluationError.name(ELEMENTS.get(parameter.elements())));
    }

    private static @Nullable JsonNode array(@Nullable JsonNode value) {
        return value == null || value instanceof ArrayNode ? value : ComputedArray.of(value);
    }

    private static boolean holds(ArrayNode array, String elements) {
        for (JsonNode element : array) {
            if (!elements.startsWith(String.valueOf(symbol(element)))) {
                return false;
            }
        }
        return true;
    }

    private static char symbol(@Nullable JsonNode value) {
        return value == null
                ? 'm'
                : switch (value.getNodeType()) {
                    case STRING -> 's';
                    case NUMBER -> 'n';
                    case BOOLEAN -> 'b';
                    case NULL -> 'l';
                    case ARRAY -> 'a';
                    case OBJECT -> 'o';
                    case POJO -> 'f';
                    case BINARY, MISSING -> 'm';
                };
    }
}
