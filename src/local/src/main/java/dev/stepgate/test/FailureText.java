// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Writes values for failure messages.
final class FailureText {
    private static final int MAX_VALUE_LENGTH = 300;
    private static final int SHORT_VALUE = 120;

    private FailureText() {}

    static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    static String json(JsonNode json) {
        return json.isMissingNode() ? "nothing" : shortened(Json.write(json), MAX_VALUE_LENGTH);
    }

    static ArrayNode array(Iterable<? extends JsonNode> items) {
        ArrayNode array = Json.mapper().createArrayNode();
        items.forEach(array::add);
        return array;
    }

    static String differing(JsonNode actual, List<String> differences) {
        String whole = Json.write(actual);
        String found = whole.length() <= SHORT_VALUE ? "it is " + whole : "it differs";
        return actual.isContainerNode() ? found + ":\n" + JsonDifference.text(differences) : found;
    }

    /// `3 s`, `0.5 s`
    static String seconds(Duration duration) {
        String exact = String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
        return exact.replaceAll("\\.000$|(\\.\\d*?)0+$", "$1") + " s";
    }

    /// `once`, `3 times`
    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
