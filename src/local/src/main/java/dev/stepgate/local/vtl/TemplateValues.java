// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
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

    /// Converts a value that a template may have changed back. Objects that are not JSON data become the strings
    /// that they print as.
    static JsonNode json(@Nullable Object value) {
        return new BackToJson().json(value, 0);
    }

    /// One conversion. A template can make maps and lists hold one another any number of times, or themselves.
    private static final class BackToJson {
        private static final int MAX_DEPTH = 500;
        private static final int MAX_VALUES = 1_000_000;

        private int values;

        private JsonNode json(@Nullable Object value, int depth) {
            if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
                throw new MappingTemplateException("$input.path('$') has been changed to more than " + MAX_DEPTH
                        + " levels or " + MAX_VALUES + " values");
            }
            return switch (value) {
                case null -> NullNode.instance;
                case Map<?, ?> map -> {
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    map.forEach((name, member) -> object.set(String.valueOf(name), json(member, depth + 1)));
                    yield object;
                }
                case List<?> list -> {
                    ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
                    list.forEach(element -> array.add(json(element, depth + 1)));
                    yield array;
                }
                case Boolean flag -> BooleanNode.valueOf(flag);
                case BigDecimal decimal -> DecimalNode.valueOf(decimal);
                case Number number -> Json.mapper().valueToTree(number);
                default -> TextNode.valueOf(value.toString());
            };
        }
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
