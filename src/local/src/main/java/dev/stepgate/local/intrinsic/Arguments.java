// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSize;
import java.util.List;
import java.util.random.RandomGenerator;

/// The evaluated arguments of one call, counted from 0.
///
/// @param steps counts the steps of the function
record Arguments(IntrinsicFunction function, List<JsonNode> values, RandomGenerator random, EvaluationSteps steps) {
    /// The maximum length of texts that are encoded, decoded and hashed.
    private static final int MAX_CHARACTERS = 10_000;

    /// The longest form of a character: `\\u001F`.
    private static final int MAX_BYTES_OF_A_CHARACTER = 6;

    int size() {
        return values.size();
    }

    JsonNode get(int index) {
        return values.get(index);
    }

    String text(int index) {
        if (!get(index).isTextual()) {
            throw refused();
        }
        return get(index).textValue();
    }

    String shortText(int index) {
        text(index);
        return shortPrint(index);
    }

    /// Returns a string, or any other value as JSON.
    String shortPrint(int index) {
        if (JsonSize.exceeds(get(index), MAX_CHARACTERS * MAX_BYTES_OF_A_CHARACTER)) {
            throw refused();
        }
        String text = print(get(index));
        if (text.length() > MAX_CHARACTERS) {
            throw refused();
        }
        return text;
    }

    static String print(JsonNode value) {
        requireSize(value);
        return value.isTextual() ? value.textValue() : Json.write(value);
    }

    /// Checks the size of a value. Values share their parts, so even one that is small in memory may print as
    /// an enormous text.
    static void requireSize(JsonNode value) {
        if (JsonSize.exceeds(value, EvaluationSteps.MAX_BYTES)) {
            throw EvaluationLimitException.tooMuch(EvaluationSteps.MAX_BYTES, "bytes of text");
        }
    }

    ArrayNode array(int index) {
        if (get(index) instanceof ArrayNode array) {
            return array;
        }
        throw refused();
    }

    ObjectNode object(int index) {
        if (get(index) instanceof ObjectNode object) {
            return object;
        }
        throw refused();
    }

    /// Returns a number without its fraction.
    long truncated(int index) {
        JsonNode value = number(index);
        return value.isIntegralNumber() ? value.longValue() : (long) value.doubleValue();
    }

    /// Returns a number rounded to the nearest integer, halves up.
    long rounded(int index) {
        JsonNode value = number(index);
        return value.isIntegralNumber() ? value.longValue() : Math.round(value.doubleValue());
    }

    private JsonNode number(int index) {
        JsonNode value = get(index);
        if (!value.isNumber() || (value.isIntegralNumber() && !value.canConvertToLong())) {
            throw refused();
        }
        return value;
    }

    /// Refuses the arguments; AWS does not say which of them is wrong.
    IntrinsicException refused() {
        return IntrinsicException.refused("Invalid arguments in " + function);
    }
}
