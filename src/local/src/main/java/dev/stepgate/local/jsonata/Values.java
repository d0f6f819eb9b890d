// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// JSON to the values the JSONata library computes with, and back.
///
/// There, objects and arrays are views of the JSON, so that an expression pays for what it looks at only. Numbers are
/// whole ones as long as they fit 64 bits and doubles otherwise: `1.0` is `1` behind an expression, as on AWS.
final class Values {
    private static final Object NULL = Jsonata.NULL_VALUE;

    private Values() {}

    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new ObjectView((ObjectNode) node);
            // the library may add to an empty array
            case ARRAY -> node.isEmpty() ? new ArrayList<>() : new ArrayView((ArrayNode) node);
            case STRING -> node.textValue();
            case NUMBER -> canonical(node).numberValue();
            case BOOLEAN -> node.booleanValue();
            case NULL -> NULL;
            case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON: " + node.getNodeType());
        };
    }

    /// Throws [UnsupportedValueException] for what JSON has no word for, as a function.
    static JsonNode toJson(Object value) {
        return switch (value) {
            case ObjectView view -> canonical(view.node());
            case ArrayView view -> canonical(view.node());
            case String text -> TextNode.valueOf(text);
            case Boolean truth -> BooleanNode.valueOf(truth);
            case Double number -> toJson(number.doubleValue());
            case Integer number -> Json.number(number);
            case Long number -> Json.number(number);
            case List<?> list -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
                list.forEach(element -> array.add(element == null ? NullNode.getInstance() : toJson(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                map.forEach((name, member) ->
                        object.set((String) name, member == null ? NullNode.getInstance() : toJson(member)));
                yield object;
            }
            default -> {
                if (NULL.equals(value)) {
                    yield NullNode.getInstance();
                }
                throw new UnsupportedValueException();
            }
        };
    }

    /// AWS writes the numbers JSON lacks as texts.
    static JsonNode toJson(double number) {
        return Double.isFinite(number) ? Json.number(number) : TextNode.valueOf(Double.toString(number));
    }

    /// The same node unless it holds a number to be written in another way.
    static JsonNode canonical(JsonNode node) {
        return isCanonical(node) ? node : rewrite(node);
    }

    private static boolean isCanonical(JsonNode node) {
        if (node.isNumber()) {
            return node.isInt() || node.isLong() || !isWhole(node);
        }
        for (JsonNode child : node) {
            if (!isCanonical(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(JsonNode number) {
        return !number.isDouble() || Math.rint(number.doubleValue()) == number.doubleValue();
    }

    private static JsonNode rewrite(JsonNode node) {
        if (node.isNumber()) {
            double value = node.doubleValue();
            return Double.isFinite(value) ? Json.number(value) : DoubleNode.valueOf(value);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(rewrite(element)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> copy.set(name, rewrite(value)));
            return copy;
        }
        return node;
    }

    /// A result that is no JSON.
    static final class UnsupportedValueException extends RuntimeException {
        UnsupportedValueException() {
            super(null, null, false, false);
        }
    }
}
