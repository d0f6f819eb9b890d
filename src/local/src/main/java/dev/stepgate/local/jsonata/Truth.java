// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/// Converts any value to [true or false](https://docs.jsonata.org/boolean-functions#boolean).
final class Truth {
    private Truth() {}

    static boolean of(@Nullable JsonNode value) {
        return switch (value) {
            case BooleanNode truth -> truth.booleanValue();
            case TextNode text -> !text.textValue().isEmpty();
            case NumericNode number -> Numbers.isNumeric(number) && number.doubleValue() != 0;
            case ObjectNode object -> !object.isEmpty();
            case ArrayNode array -> {
                for (JsonNode element : array) {
                    if (of(element)) {
                        yield true;
                    }
                }
                yield false;
            }
            case null, default -> false;
        };
    }

    /// Converts a comparator's answer as JavaScript does.
    static boolean ofAnswer(@Nullable JsonNode value) {
        return switch (value) {
            case BooleanNode truth -> truth.booleanValue();
            case TextNode text -> !text.textValue().isEmpty();
            case NumericNode number -> number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
            case null -> false;
            default -> !value.isNull();
        };
    }

    static BooleanNode node(boolean truth) {
        return BooleanNode.valueOf(truth);
    }
}
