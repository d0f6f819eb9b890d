// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Converts JSON data for templates: objects are maps and print as `{name=value}`, arrays are lists and print
/// as JSON.
final class TemplateValues {
    private TemplateValues() {}

    static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> new JsonList(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case NULL, MISSING -> null;
            case BINARY, POJO -> throw new IllegalStateException("not JSON data: " + node.getNodeType());
        };
    }

    private static Map<String, @Nullable Object> map(JsonNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
        return map;
    }

    private static List<@Nullable Object> elements(JsonNode array) {
        List<@Nullable Object> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(of(element)));
        return elements;
    }

    static final class JsonList extends ArrayList<@Nullable Object> {
        JsonList(JsonNode array) {
            super(elements(array));
        }

        @Override
        public String toString() {
            return Json.write(Json.mapper().valueToTree(this));
        }
    }
}
