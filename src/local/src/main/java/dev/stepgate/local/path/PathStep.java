// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One step of a path that refers to a single place.
sealed interface PathStep {
    record Member(String name) implements PathStep {}

    /// An index, counted from the end when negative.
    record Index(int index) implements PathStep {
        int in(JsonNode array) {
            return index < 0 ? array.size() + index : index;
        }
    }

    /// Returns the child to which this step leads; null where there is none.
    default @Nullable JsonNode of(JsonNode node) {
        return switch (this) {
            case Member(String name) -> node.get(name);
            case Index at -> node.isArray() ? node.get(at.in(node)) : null;
        };
    }
}
