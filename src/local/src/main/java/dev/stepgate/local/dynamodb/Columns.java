// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DocumentPath.Step;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns of a SELECT. Each is named after the end of its path: `a.b[0]` is `b[0]`.
///
/// @param paths empty for the whole item
record Columns(List<DocumentPath> paths) {

    Columns {
        paths = List.copyOf(paths);
    }

    Optional<Projection> projection() {
        return paths.isEmpty() ? Optional.empty() : Optional.of(new Projection(paths));
    }

    Item of(Item item) {
        if (paths.isEmpty()) {
            return item;
        }
        Map<String, AttributeValue> row = new LinkedHashMap<>();
        for (DocumentPath path : paths) {
            AttributeValue value = path.in(item);
            if (value != null) {
                row.put(name(path), value);
            }
        }
        return Item.of(row);
    }

    private static String name(DocumentPath path) {
        String name = "";
        for (Step step : path.steps()) {
            name = switch (step) {
                case Step.Name(String text) -> text;
                case Step.Index(int at) -> name + "[" + at + "]";
            };
        }
        return name;
    }
}
