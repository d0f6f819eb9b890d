// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The additions of one delivery to the request of an API destination. Immutable.
///
/// @param path replaces each `*` of the endpoint in turn
record HttpParameters(List<String> path, Map<String, String> headers, Map<String, String> query) {
    HttpParameters {
        path = List.copyOf(path);
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /// Reads the parameters; a value that begins with `$.` is a path into the event ([dynamic path
    /// parameters](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html)).
    static HttpParameters of(JsonNode parameters, JsonNode event) {
        List<String> path = new ArrayList<>();
        parameters.path("PathParameterValues").forEach(value -> path.add(value(value.asText(), event)));
        return new HttpParameters(
                path,
                values(parameters.path("HeaderParameters"), event),
                values(parameters.path("QueryStringParameters"), event));
    }

    private static Map<String, String> values(JsonNode parameters, JsonNode event) {
        Map<String, String> values = new TreeMap<>();
        parameters
                .properties()
                .forEach(parameter -> values.put(
                        parameter.getKey(), value(parameter.getValue().asText(), event)));
        return values;
    }

    private static String value(String text, JsonNode event) {
        if (!text.startsWith("$.")) {
            return text;
        }
        JsonNode found = TargetInput.path("HttpParameters", text).find(event).orElse(TextNode.valueOf(""));
        return found.isTextual() ? found.textValue() : Json.write(found);
    }
}
