// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Equality by value: 1 and 1.0 are the same number, and the order of members does not matter.
final class Equality {
    private Equality() {}

    static boolean of(JsonNode left, JsonNode right, Bounds bounds) {
        bounds.step();
        return switch (left) {
            case NumericNode number -> right instanceof NumericNode other && Numbers.areEqual(number, other);
            case ArrayNode array -> right instanceof ArrayNode other && areEqual(array, other, bounds);
            case ObjectNode object -> right instanceof ObjectNode other && areEqual(object, other, bounds);
            default -> left.equals(right);
        };
    }

    private static boolean areEqual(ArrayNode left, ArrayNode right, Bounds bounds) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!of(left.get(i), right.get(i), bounds)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqual(ObjectNode left, ObjectNode right, Bounds bounds) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : left.properties()) {
            JsonNode other = right.get(member.getKey());
            if (other == null || !of(member.getValue(), other, bounds)) {
                return false;
            }
        }
        return true;
    }

    /// Returns a hash code that is the same for equal values.
    static int hash(JsonNode value, Bounds bounds) {
        bounds.step();
        int hash = 1;
        switch (value) {
            case NumericNode number -> hash = Double.hashCode(number.doubleValue() + 0.0);
            case ArrayNode array -> {
                for (JsonNode element : array) {
                    hash = 31 * hash + hash(element, bounds);
                }
            }
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    hash += member.getKey().hashCode() ^ hash(member.getValue(), bounds);
                }
            }
            default -> hash = value.hashCode();
        }
        return hash;
    }
}
