// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stepgate.local.evaluation.EvaluationSteps;
import dev.stepgate.local.json.Json;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class ArrayFunctions {
    private static final int MAX_ELEMENTS = 1000;

    private ArrayFunctions() {}

    static JsonNode array(Arguments arguments) {
        return JsonNodeFactory.instance.arrayNode(arguments.size()).addAll(arguments.values());
    }

    static JsonNode partition(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        long size = arguments.truncated(1);
        if (size < 1) {
            throw arguments.refused();
        }
        ArrayNode chunks = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < array.size(); i++) {
            if (i % size == 0) {
                chunks.addArray();
            }
            ((ArrayNode) chunks.get(chunks.size() - 1)).add(array.get(i));
        }
        return chunks;
    }

    /// Compares values as they print: a string equals the number it shows, and objects are equal only if
    /// their members are in the same order.
    static JsonNode contains(Arguments arguments) {
        String sought = Arguments.print(arguments.get(1));
        for (JsonNode element : arguments.array(0)) {
            if (Arguments.print(element).equals(sought)) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    static JsonNode range(Arguments arguments) {
        long first = arguments.truncated(0);
        long last = arguments.truncated(1);
        long step = arguments.truncated(2);
        if (step == 0) {
            throw arguments.refused();
        }
        BigInteger steps =
                BigInteger.valueOf(last).subtract(BigInteger.valueOf(first)).divide(BigInteger.valueOf(step));
        ArrayNode range = JsonNodeFactory.instance.arrayNode();
        if (first != last && (first < last) != (step > 0)) {
            return range;
        }
        if (steps.compareTo(BigInteger.valueOf(MAX_ELEMENTS)) >= 0) {
            throw arguments.refused();
        }
        for (long i = 0; i <= steps.longValueExact(); i++) {
            range.add(Json.number(first + i * step));
        }
        return range;
    }

    /// Returns an item. An empty array has none, but AWS returns null for it.
    static JsonNode item(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        long index = arguments.truncated(1);
        if (array.isEmpty() && index >= 0) {
            return NullNode.getInstance();
        }
        if (index < 0 || index >= array.size()) {
            throw arguments.refused();
        }
        return array.get((int) index);
    }

    static JsonNode length(Arguments arguments) {
        return Json.number(arguments.array(0).size());
    }

    /// Returns the values in the order of a `HashSet`, as AWS does: 1 before 2, but false before true.
    static JsonNode unique(Arguments arguments) {
        Map<@Nullable Object, JsonNode> unique = new HashMap<>();
        for (JsonNode element : arguments.array(0)) {
            Object value = plain(element);
            Object key = value instanceof List || value instanceof Map ? new Counted(value, arguments.steps()) : value;
            unique.putIfAbsent(key, element);
        }
        return JsonNodeFactory.instance.arrayNode().addAll(unique.values());
    }

    /// Converts the value to a list, map, string, number, boolean or null, which determines its place in the
    /// set.
    private static @Nullable Object plain(JsonNode value) {
        return Json.mapper().convertValue(value, Object.class);
    }

    /// A list or a map whose comparisons are steps, because any number of them may have the same hash code.
    private record Counted(Object value, EvaluationSteps steps) {
        @Override
        public boolean equals(@Nullable Object other) {
            steps.step();
            return other instanceof Counted counted && value.equals(counted.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }
}
