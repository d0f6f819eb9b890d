// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// Converts records to JSON that a case can expect: components by name, the kind as `kind`, without source
/// locations.
final class RecordJson {
    private RecordJson() {}

    static JsonNode of(Path folder, Object value) {
        return switch (value) {
            case Document document -> document.json();
            case Optional<?> optional ->
                optional.map(inner -> of(folder, inner)).orElse(Json.mapper().nullNode());
            case OptionalInt number when number.isEmpty() -> Json.mapper().nullNode();
            case OptionalInt number -> Json.mapper().getNodeFactory().numberNode(number.getAsInt());
            case Path path -> text(folder.relativize(path).toString());
            case Boolean flag -> Json.mapper().getNodeFactory().booleanNode(flag);
            case Integer number -> Json.mapper().getNodeFactory().numberNode(number);
            case Map<?, ?> map -> map(folder, map);
            case java.util.Set<?> set -> Json.mapper().valueToTree(new TreeSet<>(set));
            case Collection<?> list -> {
                ArrayNode items = Json.mapper().createArrayNode();
                list.forEach(item -> items.add(of(folder, item)));
                yield items;
            }
            case Record data -> record(folder, data);
            default -> text(value.toString());
        };
    }

    private static JsonNode text(String text) {
        return Json.mapper().getNodeFactory().textNode(text);
    }

    private static JsonNode map(Path folder, Map<?, ?> map) {
        ObjectNode members = Json.mapper().createObjectNode();
        map.forEach((key, value) -> members.set(key.toString(), of(folder, value)));
        return members;
    }

    private static JsonNode record(Path folder, Record data) {
        ObjectNode members = Json.mapper().createObjectNode();
        members.put("kind", data.getClass().getSimpleName());
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            if (component.getType() != SourceLocation.class) {
                members.set(component.getName(), of(folder, read(component, data)));
            }
        }
        return members;
    }

    private static Object read(RecordComponent component, Record data) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
