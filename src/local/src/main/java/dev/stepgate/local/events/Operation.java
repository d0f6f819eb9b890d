// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// One operation of EventBridge. Its input is within the limits of the API model.
@FunctionalInterface
interface Operation {
    JsonNode run(JsonNode input);

    /// Related operations, by their names.
    @FunctionalInterface
    interface Group {
        Map<String, Operation> operations();
    }
}
