// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// What a JSON Schema says of properties.
final class SchemaProperties {
    private static final Set<String> BY_NAME = Set.of("properties", "definitions");
    private static final Set<String> SCHEMAS =
            Set.of("items", "additionalProperties", "not", "allOf", "anyOf", "oneOf");

    private SchemaProperties() {}

    /// Takes out what is a text where the schema of a property is expected, such as the `$ref` of
    /// `properties: {$ref: ...}`, which the import of OpenAPI documents ignores. Tells whether there was one.
    static boolean removeTexts(JsonNode schema) {
        boolean found = schema.path("properties") instanceof ObjectNode properties
                && properties
                        .properties()
                        .removeIf(property -> property.getValue().isTextual());
        for (var keyword : schema.properties()) {
            JsonNode value = keyword.getValue();
            if (BY_NAME.contains(keyword.getKey()) || value.isArray() && SCHEMAS.contains(keyword.getKey())) {
                for (JsonNode inner : value) {
                    found |= removeTexts(inner);
                }
            } else if (SCHEMAS.contains(keyword.getKey())) {
                found |= removeTexts(value);
            }
        }
        return found;
    }
}
