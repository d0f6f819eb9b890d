// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Logging and tracing configurations, with their defaults filled in. They are kept and answered; nothing is logged
/// or traced.
final class Configurations {
    private Configurations() {}

    static ObjectNode logging(JsonNode given) {
        ObjectNode logging = Shapes.object();
        String level = given.path("level").asText("OFF");
        int destinations = given.path("destinations").size();
        if (destinations > 1 || destinations == 0 && !level.equals("OFF")) {
            throw Errors.invalidLogging("Must specify exactly one Log Destination.");
        }
        if (given.has("destinations")) {
            logging.set("destinations", given.path("destinations"));
        }
        logging.put("level", level);
        return logging.put(
                "includeExecutionData", given.path("includeExecutionData").asBoolean());
    }

    static ObjectNode tracing(JsonNode given) {
        return Shapes.object().put("enabled", given.path("enabled").asBoolean());
    }
}
