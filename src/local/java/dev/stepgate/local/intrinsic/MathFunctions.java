// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.Random;
import java.util.random.RandomGenerator;

final class MathFunctions {
    private MathFunctions() {}

    /// The first argument is possible, the second is not; the third is a seed.
    static JsonNode random(Arguments arguments) {
        long first = arguments.whole(0);
        long end = arguments.whole(1);
        if (first >= end) {
            throw arguments.refused(1, "a number above " + first);
        }
        RandomGenerator chance = arguments.size() == 3 ? new Random(arguments.whole(2)) : arguments.random();
        return Json.number(chance.nextLong(first, end));
    }

    static JsonNode add(Arguments arguments) {
        try {
            return Json.number(Math.addExact(arguments.whole(0), arguments.whole(1)));
        } catch (ArithmeticException _) {
            throw arguments.refused(1, "a sum of at most 64 bits");
        }
    }
}
