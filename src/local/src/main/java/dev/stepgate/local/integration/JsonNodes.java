// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Converts between JSON and text.
final class JsonNodes {

    private JsonNodes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static JsonNode number(long number) {
        return JsonNodeFactory.instance.numberNode(number);
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    /// Returns the text for a service that expects text: a string as it is, any other value as JSON.
    static String asText(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.write(value);
    }

    /// Returns the JSON value of a body, or the body as a string if it is not JSON.
    static JsonNode parseOrText(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException _) {
            return text(new String(body, StandardCharsets.UTF_8));
        }
    }

    static Optional<String> member(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(asText(value));
    }
}
