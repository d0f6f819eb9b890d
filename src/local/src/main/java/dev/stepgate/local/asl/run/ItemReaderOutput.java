// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ItemReader;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/// Makes items of what an
/// [ItemReader](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html) has read.
final class ItemReaderOutput {
    private final ItemReader reader;
    private final SettingEvaluation settings;
    private final InspectionRecorder inspection;

    ItemReaderOutput(ItemReader reader, SettingEvaluation settings, InspectionRecorder inspection) {
        this.reader = reader;
        this.settings = settings;
        this.inspection = inspection;
    }

    /// The items as an array. Throws [StateException] for data of another kind than the reader reads.
    ArrayNode of(String data) {
        ArrayNode items = all(data);
        Optional<Long> most = reader.config()
                .flatMap(ItemReader.ReaderConfig::maxItems)
                .map(setting -> settings.integer(setting, "MaxItems"))
                .filter(count -> count > 0 && count < items.size());
        most.ifPresent(count -> {
            while (items.size() > count) {
                items.remove(items.size() - 1);
            }
        });
        return items;
    }

    private ArrayNode all(String data) {
        ItemReader.InputType type =
                reader.config().flatMap(ItemReader.ReaderConfig::inputType).orElse(ItemReader.InputType.JSON);
        return switch (type) {
            case CSV -> csv(data);
            case JSON -> json(data);
            case JSONL -> lines(data);
            case MANIFEST, PARQUET ->
                throw StateException.itemReader("The data of an ItemReader with InputType " + type
                        + " cannot be given as text: expected CSV, JSON or JSONL");
        };
    }

    private ArrayNode csv(String data) {
        Optional<ItemReader.Csv> csv = reader.config().flatMap(ItemReader.ReaderConfig::csv);
        List<List<String>> rows =
                CsvRows.of(data, csv.map(ItemReader.Csv::delimiter).orElse(','));
        Optional<List<String>> given = csv.flatMap(ItemReader.Csv::headers);
        List<String> headers = given.orElseGet(() -> rows.isEmpty() ? List.of() : rows.getFirst());
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        rows.stream().skip(given.isPresent() ? 0 : 1).forEach(row -> items.add(item(headers, row)));
        return items;
    }

    /// A value that is missing is an empty text; one that has no header is left out.
    private static ObjectNode item(List<String> headers, List<String> row) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < headers.size(); i++) {
            item.put(headers.get(i), i < row.size() ? row.get(i) : "");
        }
        return item;
    }

    private ArrayNode json(String data) {
        JsonNode read = parse(data);
        Optional<String> pointer = reader.config()
                .flatMap(config -> config.settings().itemsPointer())
                .map(setting -> settings.text(setting, "ItemsPointer"));
        if (pointer.isPresent()) {
            read = read.at(pointer(pointer.get()));
            inspection.note("afterItemsPointer", read);
        }
        return switch (read) {
            case ArrayNode array -> array.deepCopy();
            case ObjectNode object -> pairs(object);
            default -> throw StateException.itemReader("The data must be an array or an object");
        };
    }

    private static JsonPointer pointer(String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException _) {
            throw StateException.itemReader("ItemsPointer is no JSON Pointer: " + text);
        }
    }

    /// The items of an object are its members.
    private static ArrayNode pairs(ObjectNode object) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        object.properties()
                .forEach(member -> items.addObject().put("Key", member.getKey()).set("Value", member.getValue()));
        return items;
    }

    private static ArrayNode lines(String data) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        data.lines().filter(line -> !line.isBlank()).forEach(line -> items.add(parse(line)));
        return items;
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw StateException.itemReader("The data is not valid JSON: " + e.getMessage());
        }
    }
}
