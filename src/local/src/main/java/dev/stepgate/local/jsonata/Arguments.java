// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of one call. An argument that is undefined, or that the call does not give, is null.
///
/// `named` is the number of arguments that the call gives; `function` is the name it calls.
record Arguments(
        List<? extends @Nullable JsonNode> values,
        int named,
        @Nullable String function,
        Evaluator evaluator) {

    @Nullable
    JsonNode get(int index) {
        return index < values.size() ? values.get(index) : null;
    }

    int size() {
        return values.size();
    }

    /// Returns an argument as text; null when it is not a string.
    @Nullable
    String text(int index) {
        JsonNode value = get(index);
        return value == null ? null : value.textValue();
    }

    @Nullable
    ArrayNode array(int index) {
        return get(index) instanceof ArrayNode array ? array : null;
    }

    double number(int index, double otherwise) {
        JsonNode value = get(index);
        return value != null && value.isNumber() ? value.doubleValue() : otherwise;
    }

    @Nullable
    FunctionValue function(int index) {
        return get(index) instanceof FunctionValue function ? function : null;
    }

    /// Calls a function that was passed as an argument, with as many of the values as it takes.
    @Nullable
    JsonNode call(FunctionValue function, List<? extends @Nullable JsonNode> values) {
        int count = Math.min(values.size(), Math.max(1, function.arity()));
        String name = function instanceof FunctionValue.Builtin builtin ? builtin.name() : this.function;
        return evaluator.apply(function, values.subList(0, count), NullNode.getInstance(), name);
    }

    Bounds bounds() {
        return evaluator.bounds();
    }

    JsonataScope scope() {
        return evaluator.scope();
    }
}
