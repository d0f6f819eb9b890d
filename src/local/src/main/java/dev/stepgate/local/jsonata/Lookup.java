// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Looks up members of objects, and of the objects in arrays.
final class Lookup {
    private Lookup() {}

    static @Nullable JsonNode member(@Nullable JsonNode value, String name, Bounds bounds) {
        if (value instanceof ObjectNode object) {
            return object.get(name);
        }
        if (!(value instanceof ArrayNode array)) {
            return null;
        }
        ComputedArray found = ComputedArray.sequence();
        for (int i = 0; i < array.size(); i++) {
            bounds.step();
            JsonNode member = member(array.get(i), name, bounds);
            if (member instanceof ArrayNode several) {
                found.pushAll(several);
            } else if (member != null) {
                found.push(member);
            }
        }
        return found;
    }

    /// `*`: the members' values, with arrays in them flattened.
    static JsonNode members(@Nullable JsonNode value, Bounds bounds) {
        boolean arrays = false;
        if (value instanceof ObjectNode || value instanceof ArrayNode) {
            for (JsonNode member : value) {
                arrays |= member instanceof ArrayNode;
            }
        }
        ComputedArray found = arrays ? ComputedArray.array(8) : ComputedArray.sequence();
        if (value instanceof ObjectNode || value instanceof ArrayNode) {
            for (JsonNode member : value) {
                flatten(member, found, bounds);
            }
        }
        return found;
    }

    private static void flatten(JsonNode value, ComputedArray found, Bounds bounds) {
        bounds.step();
        if (value instanceof ArrayNode array) {
            for (JsonNode element : array) {
                flatten(element, found, bounds);
            }
        } else {
            found.push(value);
        }
    }

    /// `**`: the value and everything in it, arrays left out.
    static @Nullable JsonNode descendants(@Nullable JsonNode value, Bounds bounds) {
        if (value == null) {
            return null;
        }
        ComputedArray found = ComputedArray.sequence();
        collect(value, found, bounds);
        return found;
    }

    private static void collect(JsonNode value, ComputedArray found, Bounds bounds) {
        bounds.step();
        if (!(value instanceof ArrayNode)) {
            found.push(value);
        }
        if (value instanceof ArrayNode || value instanceof ObjectNode) {
            for (JsonNode child : value) {
                collect(child, found, bounds);
            }
        }
    }
}
