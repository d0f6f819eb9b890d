// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.always;
import static dev.stepgate.local.jsonata.Builtins.function;
import static dev.stepgate.local.jsonata.Builtins.withArity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// [Array functions](https://docs.jsonata.org/array-functions), and those that take any value.
final class ArrayFunctions {
    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            always("append", "<xx:a>", ArrayFunctions::append),
            function("sort", "<af?:a>", ArrayFunctions::sort),
            function("reverse", "<a:a>", ArrayFunctions::reverse),
            function("shuffle", "<a:a>", ArrayFunctions::shuffle),
            function("distinct", "<x:x>", ArrayFunctions::distinct),
            withArity(0, "zip", "<a+>", ArrayFunctions::zip),
            always("exists", "<x:b>", arguments -> Truth.node(arguments.get(0) != null)),
            function("boolean", "<x-:b>", arguments -> Truth.node(Truth.of(arguments.get(0)))),
            function("not", "<x-:b>", arguments -> Truth.node(!Truth.of(arguments.get(0)))));

    private ArrayFunctions() {}

    private static ArrayNode array(Arguments arguments) {
        return Objects.requireNonNull(arguments.array(0), "an array, says the signature");
    }

    private static @Nullable JsonNode append(Arguments arguments) {
        return append(arguments.get(0), arguments.get(1));
    }

    static @Nullable JsonNode append(@Nullable JsonNode first, @Nullable JsonNode second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        ComputedArray joined = ComputedArray.array(first.size() + second.size());
        for (JsonNode part : List.of(first, second)) {
            if (part instanceof ArrayNode elements) {
                joined.pushAll(elements);
            } else {
                joined.push(part);
            }
        }
        return joined;
    }

    private static JsonNode sort(Arguments arguments) {
        ArrayNode array = array(arguments);
        if (array.size() < 2) {
            return array;
        }
        FunctionValue comparator = arguments.function(1);
        if (comparator == null && !isSortable(array)) {
            throw new EvaluationError(
                    "D3070",
                    "The single argument form of the sort function can only be applied to an array of strings or an array"
                            + " of numbers.  Use the second argument to specify a comparison function");
        }
        BiPredicate<JsonNode, JsonNode> isAfter = comparator == null
                ? (left, right) -> Operations.order(left, right) > 0
                : (left, right) -> Truth.ofAnswer(
                        arguments.evaluator().apply(comparator, List.of(left, right), null, arguments.function()));
        return copy(Sorting.merge(elements(array), isAfter, arguments.bounds()));
    }

    private static boolean isSortable(ArrayNode array) {
        boolean texts = true;
        for (JsonNode element : array) {
            texts &= element instanceof TextNode;
        }
        return texts || Numbers.areAll(array);
    }

    private static List<JsonNode> elements(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }

    private static ComputedArray copy(List<JsonNode> elements) {
        ComputedArray copy = ComputedArray.array(elements.size());
        elements.forEach(copy::push);
        return copy;
    }

    private static JsonNode reverse(Arguments arguments) {
        ArrayNode array = array(arguments);
        return array.size() < 2 ? array : copy(elements(array).reversed());
    }

    private static JsonNode shuffle(Arguments arguments) {
        List<JsonNode> elements = elements(array(arguments));
        for (int last = elements.size() - 1; last > 0; last--) {
            int other = (int) (arguments.scope().random().nextDouble() * (last + 1));
            elements.set(other, elements.set(last, elements.get(other)));
        }
        return copy(elements);
    }

    private static JsonNode distinct(Arguments arguments) {
        JsonNode value = Objects.requireNonNull(arguments.get(0), "value");
        if (!(value instanceof ArrayNode array) || array.size() < 2) {
            return value;
        }
        ComputedArray distinct =
                ComputedArray.isSequence(array) ? ComputedArray.sequence() : ComputedArray.array(array.size());
        Map<Integer, List<JsonNode>> known = new HashMap<>();
        Bounds bounds = arguments.bounds();
        for (JsonNode element : array) {
            List<JsonNode> alike = known.computeIfAbsent(Equality.hash(element, bounds), _ -> new ArrayList<>());
            if (alike.stream().noneMatch(each -> Equality.of(each, element, bounds))) {
                alike.add(element);
                distinct.push(element);
            }
        }
        return distinct;
    }

    /// Combines the first elements of all arrays, then the second ones, up to the length of the shortest.
    private static JsonNode zip(Arguments arguments) {
        int length = Integer.MAX_VALUE;
        for (JsonNode each : arguments.values()) {
            length = Math.min(length, each instanceof ArrayNode array ? array.size() : 0);
        }
        ComputedArray zipped = ComputedArray.array(8);
        for (int i = 0; i < length; i++) {
            ComputedArray row = ComputedArray.array(arguments.size());
            for (JsonNode each : arguments.values()) {
                row.push(Objects.requireNonNull(each, "array").get(i));
            }
            zipped.push(row);
        }
        return zipped;
    }
}
