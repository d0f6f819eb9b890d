// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.Random;
import java.util.random.RandomGenerator;

final class MathFunctions {
    private MathFunctions() {}

    /// Returns a random number from the first argument up to, but not including, the second; the third is a
    /// seed.
    static JsonNode random(Arguments arguments) {
        long first = arguments.truncated(0);
        long end = arguments.truncated(1);
        if (first >= end) {
            throw arguments.refused();
        }
        RandomGenerator generator = arguments.size() == 3 ? new Random(arguments.truncated(2)) : arguments.random();
        return Json.number(generator.nextLong(first, end));
    }

    /// Adds two numbers; both, and their sum, must fit into 32 bits.
    static JsonNode add(Arguments arguments) {
        try {
            return Json.number(
                    Math.addExact(Math.toIntExact(arguments.rounded(0)), Math.toIntExact(arguments.rounded(1))));
        } catch (ArithmeticException _) {
            throw arguments.refused();
        }
    }
}
