// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Makes a body for an operation of an OpenAPI document: its example, or the least that its schema accepts, as far as
/// that can be told from types, enumerations and minimums. A pattern, for one, is not looked at.
final class ExampleBody {
    private static final int MAX_DEPTH = 8;

    private final JsonNode openApi;

    ExampleBody(JsonNode openApi) {
        this.openApi = openApi;
    }

    /// @param media a media type object of the document, or a missing node
    JsonNode of(JsonNode media) {
        return media.has("example") ? media.path("example") : value(media.path("schema"), 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (schema.has("$ref")) {
            return value(referenced(schema.path("$ref").asText()), depth + 1);
        }
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.path("enum").has(0)) {
            return schema.path("enum").path(0);
        }
        return ofType(schema, depth);
    }

    /// Returns a missing node for what is not in this document.
    private JsonNode referenced(String reference) {
        return reference.startsWith("#/") ? openApi.at(reference.substring(1)) : MissingNode.getInstance();
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        return switch (schema.path("type").asText("object")) {
            case "integer", "number" ->
                schema.has("minimum") ? schema.path("minimum") : JsonNodeFactory.instance.numberNode(1);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
            case "string" -> JsonNodeFactory.instance.textNode("text");
            case "array" -> JsonNodeFactory.instance.arrayNode();
            default -> object(schema, depth);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode name : schema.path("required")) {
            object.set(name.asText(), value(schema.path("properties").path(name.asText()), depth + 1));
        }
        return object;
    }
}
