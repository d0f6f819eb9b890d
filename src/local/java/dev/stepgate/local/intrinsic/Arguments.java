// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.random.RandomGenerator;

/// The evaluated arguments of one call, counted from 0 here and from 1 in messages.
record Arguments(Function function, List<JsonNode> values, RandomGenerator random) {
    /// Of the texts that are encoded, decoded and hashed.
    private static final int MOST_CHARACTERS = 10_000;

    int size() {
        return values.size();
    }

    JsonNode get(int index) {
        return values.get(index);
    }

    String text(int index) {
        if (!get(index).isTextual()) {
            throw refused(index, "a string");
        }
        return get(index).textValue();
    }

    String shortText(int index) {
        String text = text(index);
        if (text.length() > MOST_CHARACTERS) {
            throw refused(index, "a string of at most " + MOST_CHARACTERS + " characters");
        }
        return text;
    }

    ArrayNode array(int index) {
        if (get(index) instanceof ArrayNode array) {
            return array;
        }
        throw refused(index, "an array");
    }

    ObjectNode object(int index) {
        if (get(index) instanceof ObjectNode object) {
            return object;
        }
        throw refused(index, "an object");
    }

    /// A number rounded to the nearest whole one, halves up, as AWS does.
    long whole(int index) {
        JsonNode value = get(index);
        if (!value.isNumber()) {
            throw refused(index, "a number");
        }
        if (value.isIntegralNumber() && !value.canConvertToLong()) {
            throw refused(index, "a number of at most 64 bits");
        }
        return value.isIntegralNumber() ? value.longValue() : Math.round(value.doubleValue());
    }

    IntrinsicException refused(int index, String expected) {
        String actual = Json.write(get(index));
        return IntrinsicException.refused("Invalid argument " + (index + 1) + " for " + function + ": expected "
                + expected + " but was " + actual);
    }
}
