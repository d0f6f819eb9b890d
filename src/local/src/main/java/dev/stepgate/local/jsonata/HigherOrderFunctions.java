// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// [Functions that call a function](https://docs.jsonata.org/higher-order-functions) for each element of an
/// array, with as many of the element, its index and the array as it takes.
final class HigherOrderFunctions {
    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            function("map", "<af>", HigherOrderFunctions::map),
            function("filter", "<af>", HigherOrderFunctions::filter),
            function("single", "<af?>", HigherOrderFunctions::single),
            function("reduce", "<afj?:j>", HigherOrderFunctions::reduce));

    private HigherOrderFunctions() {}

    private static ArrayNode array(Arguments arguments) {
        return Objects.requireNonNull(arguments.array(0), "an array, says the signature");
    }

    private static FunctionValue callee(Arguments arguments) {
        return Objects.requireNonNull(arguments.function(1), "a function, says the signature");
    }

    private static @Nullable JsonNode call(Arguments arguments, ArrayNode array, int index) {
        return arguments.call(callee(arguments), List.of(array.get(index), IntNode.valueOf(index), array));
    }

    private static JsonNode map(Arguments arguments) {
        ArrayNode array = array(arguments);
        ComputedArray mapped = ComputedArray.sequence();
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = call(arguments, array, i);
            if (value != null) {
                mapped.push(value);
            }
        }
        return mapped;
    }

    private static JsonNode filter(Arguments arguments) {
        ArrayNode array = array(arguments);
        ComputedArray left = ComputedArray.sequence();
        for (int i = 0; i < array.size(); i++) {
            if (Truth.of(call(arguments, array, i))) {
                left.push(array.get(i));
            }
        }
        return left;
    }

    private static JsonNode single(Arguments arguments) {
        ArrayNode array = array(arguments);
        JsonNode found = null;
        for (int i = 0; i < array.size(); i++) {
            if (arguments.function(1) != null && !Truth.of(call(arguments, array, i))) {
                continue;
            }
            if (found != null) {
                throw new EvaluationError(
                        "D3138",
                        "The $single() function expected exactly 1 matching result.  Instead it matched more.");
            }
            found = array.get(i);
        }
        if (found == null) {
            throw new EvaluationError(
                    "D3139", "The $single() function expected exactly 1 matching result.  Instead it matched 0.");
        }
        return found;
    }

    private static @Nullable JsonNode reduce(Arguments arguments) {
        ArrayNode array = array(arguments);
        FunctionValue function = callee(arguments);
        if (function.arity() < 2) {
            throw new EvaluationError(
                    "D3050", "The second argument of reduce function must be a function with at least two arguments");
        }
        JsonNode result = arguments.get(2);
        int first = 0;
        if (result == null && !array.isEmpty()) {
            result = array.get(0);
            first = 1;
        }
        for (int i = first; i < array.size(); i++) {
            result = arguments.call(function, Arrays.asList(result, array.get(i), IntNode.valueOf(i), array));
        }
        return result;
    }
}
