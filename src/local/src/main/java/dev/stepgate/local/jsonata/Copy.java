// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// Copies a value deeply, as if `$string` wrote it and the text were parsed again.
final class Copy {
    private Copy() {}

    static JsonNode of(JsonNode value, Bounds bounds) {
        bounds.step();
        return switch (value) {
            case ObjectNode object -> {
                ComputedObject copy = new ComputedObject();
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    copy.member(member.getKey(), of(member.getValue(), bounds));
                }
                yield copy;
            }
            case ArrayNode array -> {
                ComputedArray copy = ComputedArray.array(array.size());
                for (JsonNode element : array) {
                    copy.push(of(element, bounds));
                }
                yield copy;
            }
            case NumericNode number
            when number.isDouble() && Numbers.isNumeric(number) -> Numbers.node(Numbers.rounded(number.doubleValue()));
            case FunctionValue _ -> TextNode.valueOf("");
            default -> value;
        };
    }
}
