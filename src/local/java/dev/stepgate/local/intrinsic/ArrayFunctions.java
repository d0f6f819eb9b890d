// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.json.Json;
import java.math.BigInteger;

final class ArrayFunctions {
    private static final int MOST_ELEMENTS = 1000;

    private ArrayFunctions() {}

    static JsonNode array(Arguments arguments) {
        return JsonNodeFactory.instance.arrayNode(arguments.size()).addAll(arguments.values());
    }

    static JsonNode partition(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        long size = arguments.whole(1);
        if (size < 1) {
            throw arguments.refused(1, "a positive number");
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

    static JsonNode contains(Arguments arguments) {
        return BooleanNode.valueOf(holds(arguments.array(0), arguments.get(1)));
    }

    static JsonNode range(Arguments arguments) {
        long first = arguments.whole(0);
        long last = arguments.whole(1);
        long step = arguments.whole(2);
        if (step == 0) {
            throw arguments.refused(2, "a number other than 0");
        }
        BigInteger steps =
                BigInteger.valueOf(last).subtract(BigInteger.valueOf(first)).divide(BigInteger.valueOf(step));
        ArrayNode range = JsonNodeFactory.instance.arrayNode();
        if (first != last && (first < last) != (step > 0)) {
            return range;
        }
        if (steps.compareTo(BigInteger.valueOf(MOST_ELEMENTS)) >= 0) {
            throw IntrinsicException.refused(arguments.function() + " gives at most " + MOST_ELEMENTS + " elements");
        }
        for (long i = 0; i <= steps.longValueExact(); i++) {
            range.add(Json.number(first + i * step));
        }
        return range;
    }

    static JsonNode item(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        long index = arguments.whole(1);
        if (index < 0 || index >= array.size()) {
            throw arguments.refused(1, "an index below " + array.size());
        }
        return array.get((int) index);
    }

    static JsonNode length(Arguments arguments) {
        return Json.number(arguments.array(0).size());
    }

    static JsonNode unique(Arguments arguments) {
        ArrayNode unique = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : arguments.array(0)) {
            if (!holds(unique, element)) {
                unique.add(element);
            }
        }
        return unique;
    }

    private static boolean holds(ArrayNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (Json.equal(element, value)) {
                return true;
            }
        }
        return false;
    }
}
