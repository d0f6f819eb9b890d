// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The warm throughput of a table and the limits of its throughput on demand, by the names of their members;
/// both are reported, not enforced.
record Limits(Map<String, Integer> warm, Map<String, Integer> onDemand) {
    static final String WARM = "WarmThroughput";
    static final String ON_DEMAND = "OnDemandThroughput";

    private static final List<String> OF_WARM = List.of("ReadUnitsPerSecond", "WriteUnitsPerSecond");
    private static final List<String> OF_ON_DEMAND = List.of("MaxReadRequestUnits", "MaxWriteRequestUnits");

    Limits {
        warm = Map.copyOf(warm);
        onDemand = Map.copyOf(onDemand);
    }

    /// Reads the limits of a request.
    static Limits read(JsonNode input) {
        return new Limits(units(input.path(WARM), OF_WARM), units(input.path(ON_DEMAND), OF_ON_DEMAND));
    }

    private static Map<String, Integer> units(JsonNode given, List<String> names) {
        Map<String, Integer> units = new TreeMap<>();
        names.forEach(name -> Members.number(given, name).ifPresent(number -> units.put(name, number)));
        return units;
    }

    /// Returns these limits with those that a request changes.
    Limits changed(JsonNode input) {
        Limits given = read(input);
        return new Limits(merged(warm, given.warm), merged(onDemand, given.onDemand));
    }

    private static Map<String, Integer> merged(Map<String, Integer> current, Map<String, Integer> given) {
        Map<String, Integer> merged = new TreeMap<>(current);
        merged.putAll(given);
        return merged;
    }

    /// Writes the limits as in a request.
    void write(ObjectNode json) {
        write(warm, json, WARM);
        write(onDemand, json, ON_DEMAND);
    }

    private static void write(Map<String, Integer> units, ObjectNode json, String member) {
        if (!units.isEmpty()) {
            new TreeMap<>(units).forEach(json.putObject(member)::put);
        }
    }
}
