// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The differences between two JSON values, by JSON pointer. Values are compared as the runtime does: 1
/// equals 1.0, and the order of members does not matter.
final class JsonDifference {
    private static final int MAX_SHOWN = 8;

    private final Extent extent;
    private final List<String> found = new ArrayList<>();

    private JsonDifference(Extent extent) {
        this.extent = extent;
    }

    /// The part of the actual value that is compared.
    enum Extent {
        WHOLE,
        /// Only members that the expected objects name.
        NAMED_MEMBERS
    }

    /// Returns one line for each difference; none when the values are equal.
    static List<String> between(JsonNode actual, JsonNode expected, Extent extent) {
        JsonDifference difference = new JsonDifference(extent);
        difference.compare("", actual, expected);
        return difference.found;
    }

    static String text(List<String> differences) {
        int more = differences.size() - MAX_SHOWN;
        return differences.stream().limit(MAX_SHOWN).map(line -> "  " + line).collect(Collectors.joining("\n"))
                + (more > 0 ? "\n  and " + more + " more" : "");
    }

    private void compare(String pointer, JsonNode actual, JsonNode expected) {
        if (actual.isObject() && expected.isObject()) {
            members(pointer, actual, expected);
        } else if (actual.isArray() && expected.isArray()) {
            items(pointer, actual, expected);
        } else if (!Json.equal(actual, expected)) {
            found.add(
                    at(pointer) + "expected " + FailureText.json(expected) + ", but it is " + FailureText.json(actual));
        }
    }

    private void members(String pointer, JsonNode actual, JsonNode expected) {
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            String inner = pointer + "/" + Json.pointerToken(member.getKey());
            if (actual.has(member.getKey())) {
                compare(inner, actual.get(member.getKey()), member.getValue());
            } else {
                found.add(at(inner) + "expected " + FailureText.json(member.getValue()) + ", but it is not there");
            }
        }
        if (extent == Extent.NAMED_MEMBERS) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : actual.properties()) {
            if (!expected.has(member.getKey())) {
                found.add(at(pointer + "/" + Json.pointerToken(member.getKey())) + "not expected, but it is "
                        + FailureText.json(member.getValue()));
            }
        }
    }

    private void items(String pointer, JsonNode actual, JsonNode expected) {
        for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
            String inner = pointer + "/" + i;
            if (i >= actual.size()) {
                found.add(at(inner) + "expected " + FailureText.json(expected.get(i)) + ", but it is not there");
            } else if (i >= expected.size()) {
                found.add(at(inner) + "not expected, but it is " + FailureText.json(actual.get(i)));
            } else {
                compare(inner, actual.get(i), expected.get(i));
            }
        }
    }

    private static String at(String pointer) {
        return pointer.isEmpty() ? "" : pointer + ": ";
    }
}
