// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// Turns the value of an evaluation into JSON.
///
/// `1.0` becomes `1`, and numbers that JSON lacks become strings, as on AWS. A node of the input that already
/// has this form is returned as the same node.
@SuppressWarnings("ReferenceEquality") // the same node, not one that is equal
final class Result {
    private final Bounds bounds;
    private long size;
    private int nesting;

    Result(Bounds bounds) {
        this.bounds = bounds;
    }

    /// Throws [UnsupportedValueException] for a value that JSON cannot express, such as a function, and
    /// [EvaluationError] for one that is too large or too deeply nested.
    JsonNode of(JsonNode value) {
        return switch (value) {
            case ArrayNode array -> array(array);
            case ObjectNode object -> object(object);
            default -> scalar(value);
        };
    }

    private JsonNode scalar(JsonNode value) {
        bounds.step();
        size = Bounds.sum(size, Bounds.size(value));
        return switch (value) {
            case NumericNode number -> number(number);
            case FunctionValue _, TupleStream _ -> throw new UnsupportedValueException();
            default -> value;
        };
    }

    private static JsonNode number(NumericNode number) {
        if (number.isInt() || number.isLong()) {
            return number;
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return number.isDouble() ? TextNode.valueOf(Double.toString(value)) : Numbers.node(value);
        }
        NumericNode canonical = Numbers.node(value);
        return canonical.equals(number) ? number : canonical;
    }

    private void enter() {
        bounds.step();
        if (++nesting > Bounds.MAX_NESTING) {
            throw Bounds.tooDeep();
        }
    }

    private JsonNode array(ArrayNode array) {
        enter();
        ArrayNode copy = array instanceof ComputedArray ? JsonNodeFactory.instance.arrayNode(array.size()) : null;
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            JsonNode result = of(element);
            if (copy == null && result != element) {
                copy = JsonNodeFactory.instance.arrayNode(array.size());
                for (int k = 0; k < i; k++) {
                    copy.add(array.get(k));
                }
            }
            if (copy != null) {
                copy.add(result);
            }
        }
        nesting--;
        return copy == null ? array : copy;
    }

    private JsonNode object(ObjectNode object) {
        enter();
        ObjectNode copy = object instanceof ComputedObject ? JsonNodeFactory.instance.objectNode() : null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            size = Bounds.sum(size, member.getKey().length());
            JsonNode result = of(member.getValue());
            if (copy == null && result != member.getValue()) {
                copy = JsonNodeFactory.instance.objectNode();
                copy.setAll(object);
            }
            if (copy != null) {
                copy.set(member.getKey(), result);
            }
        }
        nesting--;
        return copy == null ? object : copy;
    }

    /// A result that is not JSON.
    static final class UnsupportedValueException extends RuntimeException {
        UnsupportedValueException() {
            super(null, null, false, false);
        }
    }
}
