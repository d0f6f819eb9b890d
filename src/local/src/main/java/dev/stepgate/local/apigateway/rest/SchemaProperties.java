// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// Mends the `properties` of a JSON Schema as API Gateway's import of OpenAPI documents does.
final class SchemaProperties {
    private static final Set<String> BY_NAME = Set.of("properties", "definitions");
    private static final Set<String> SCHEMAS =
            Set.of("items", "additionalProperties", "not", "allOf", "anyOf", "oneOf");

    private SchemaProperties() {}

    /// Removes, at every depth, each property whose schema is a text, such as the `$ref` of `properties: {$ref: ...}`:
    /// the import ignores it. Returns true when it has removed one.
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
