// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;

/// Converts dates: seconds since 1970 in the services' JSON, strings like `2025-01-01T00:00:00Z` in state
/// machines.
final class SdkDates {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    /// Members of outputs that are dates and end neither with `Date` nor with `DateTime`.
    private static final Set<String> NAMES =
            Set.of("timestamp", "CreationTime", "Initiated", "LastAuthorizedTime", "LastModified", "LastModifiedTime");

    private SdkDates() {}

    /// Returns an output with its dates as strings.
    static JsonNode toTexts(JsonNode output) {
        return mapped(output, (name, value) -> isDate(name) && value.isNumber() ? text(value) : value);
    }

    /// Returns an input with its dates in seconds. A string that is not a date stays, and the service refuses
    /// it.
    ///
    /// @param names of the members that are dates
    static JsonNode toSeconds(JsonNode input, Set<String> names) {
        return mapped(input, (name, value) -> names.contains(name) && value.isTextual() ? seconds(value) : value);
    }

    private static boolean isDate(String name) {
        return name.endsWith("Date") || name.endsWith("DateTime") || NAMES.contains(name);
    }

    private static JsonNode mapped(JsonNode value, BiFunction<String, JsonNode, JsonNode> members) {
        if (value.isArray()) {
            ArrayNode mapped = JsonNodes.array();
            value.forEach(element -> mapped.add(mapped(element, members)));
            return mapped;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode mapped = JsonNodes.object();
        value.properties()
                .forEach(member -> mapped.set(
                        member.getKey(), mapped(members.apply(member.getKey(), member.getValue()), members)));
        return mapped;
    }

    private static JsonNode text(JsonNode seconds) {
        return JsonNodes.text(
                Instant.ofEpochMilli(Json.decimal(seconds).multiply(MILLIS).longValue())
                        .toString());
    }

    private static JsonNode seconds(JsonNode text) {
        try {
            long millis = Instant.parse(text.textValue()).toEpochMilli();
            return JsonNodes.object().numberNode(BigDecimal.valueOf(millis).divide(MILLIS));
        } catch (DateTimeException _) {
            return text;
        }
    }
}
