// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.always;
import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Functions that [aggregate the numbers of an array](https://docs.jsonata.org/aggregation-functions).
final class AggregateFunctions {
    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            always("count", "<a:n>", AggregateFunctions::count),
            function("sum", "<a<n>:n>", arguments -> Numbers.node(sum(arguments.array(0)))),
            function("max", "<a<n>:n>", arguments -> extreme(arguments.array(0), 1)),
            function("min", "<a<n>:n>", arguments -> extreme(arguments.array(0), -1)),
            function("average", "<a<n>:n>", AggregateFunctions::average));

    private AggregateFunctions() {}

    private static JsonNode count(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        return IntNode.valueOf(array == null ? 0 : array.size());
    }

    private static double sum(@Nullable ArrayNode array) {
        double sum = 0;
        for (int i = 0; array != null && i < array.size(); i++) {
            sum += array.get(i).doubleValue();
        }
        return sum;
    }

    private static @Nullable JsonNode average(Arguments arguments) {
        ArrayNode array = arguments.array(0);
        return array == null || array.isEmpty() ? null : Numbers.node(sum(array) / array.size());
    }

    /// Returns the greatest number in the given direction; NaN when one of the numbers is.
    private static @Nullable JsonNode extreme(@Nullable ArrayNode array, int direction) {
        JsonNode found = null;
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonNode number = array.get(i);
            if (Double.isNaN(number.doubleValue())) {
                return number;
            }
            if (found == null || Operations.order(number, found) * direction > 0) {
                found = number;
            }
        }
        return found;
    }
}
