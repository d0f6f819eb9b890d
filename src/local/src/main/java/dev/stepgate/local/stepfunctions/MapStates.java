// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Finds Map states in a checked definition.
final class MapStates {
    private MapStates() {}

    /// Finds a state at any depth.
    static Optional<JsonNode> find(JsonNode definition, Predicate<Map.Entry<String, JsonNode>> which) {
        return states(definition).filter(which).map(Map.Entry::getValue).findFirst();
    }

    /// Returns the states that each iteration runs.
    static JsonNode processor(JsonNode map) {
        return map.has("ItemProcessor") ? map.path("ItemProcessor") : map.path("Iterator");
    }

    private static Stream<Map.Entry<String, JsonNode>> states(JsonNode group) {
        return group.path("States").properties().stream()
                .flatMap(state -> Stream.concat(Stream.of(state), inner(state.getValue())));
    }

    private static Stream<Map.Entry<String, JsonNode>> inner(JsonNode state) {
        Stream<Map.Entry<String, JsonNode>> branches = StreamSupport.stream(
                        state.path("Branches").spliterator(), false)
                .flatMap(MapStates::states);
        return Stream.concat(
                branches, Stream.concat(states(state.path("ItemProcessor")), states(state.path("Iterator"))));
    }
}
