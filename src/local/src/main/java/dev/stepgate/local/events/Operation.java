// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What one operation of EventBridge does with its input, which is within the limits of the API model.
@FunctionalInterface
interface Operation {
    JsonNode run(JsonNode input);

    /// Operations that belong together, by their names.
    @FunctionalInterface
    interface Group {
        Map<String, Operation> operations();
    }
}
