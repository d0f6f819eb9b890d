// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ItemReader;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Makes items of the data that an
/// [ItemReader](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html) has read.
/// All methods throw [StateException] for data of the wrong format.
final class ItemReaderOutput {
    /// The maximum size of decompressed data, in bytes.
    private static final int INFLATED = 512 << 20;

    private final ItemReader reader;
    private final InspectionRecorder inspection;
    private final Optional<JsonPointer> pointer;
    private final long limit;

    ItemReaderOutput(ItemReader reader, SettingEvaluation settings, InspectionRecorder inspection) {
        this.reader = reader;
        this.inspection = inspection;
        this.limit = reader.config()
                .flatMap(ItemReader.ReaderConfig::maxItems)
                .map(setting -> settings.integer(setting, "MaxItems"))
                .orElse(0L);
        if (limit < 0) {
            throw StateException.itemReader("field MaxItems must be positive");
        }
        this.pointer = reader.config()
                .flatMap(config -> config.settings().itemsPointer())
                .map(setting -> pointer(settings.text(setting, "ItemsPointer")));
    }

    /// Returns true when `MaxItems` allows no more; 0 allows any number.
    boolean isFull(int count) {
        return limit > 0 && count >= limit;
    }

    private ItemReader.InputType type() {
        return reader.config().flatMap(ItemReader.ReaderConfig::inputType).orElse(ItemReader.InputType.JSON);
    }

    boolean isManifest() {
        return type() == ItemReader.InputType.MANIFEST;
    }

    /// Returns the bytes of an object, decompressed.
    static byte[] bytes(JsonNode answer) {
        try {
            byte[] body = answer.path("Body").binaryValue();
            boolean compressed = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
            return compressed ? inflated(body) : body;
        } catch (IOException e) {
            throw StateException.itemReader("The object cannot be decompressed: " + e.getMessage());
        }
    }

    private static byte[] inflated(byte[] body) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] data = stream.readNBytes(INFLATED);
            if (stream.read() >= 0) {
                throw StateException.itemReader("The object is larger than " + INFLATED + " bytes decompressed");
            }
            return data;
        }
    }

    /// The items as an array.
    ArrayNode of(String data) {
        if (isManifest()) {
            throw StateException.itemReader("The data of an ItemReader with InputType " + type()
                    + " cannot be given as text: expected CSV, JSON or JSONL");
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        add(data, items, MissingNode.getInstance());
        return items;
    }

    void addItems(byte[] data, ArrayNode items) {
        addItems(data, items, MissingNode.getInstance());
    }

    /// @param headers of a CSV file, when they come from elsewhere; missing otherwise
    void addItems(byte[] data, ArrayNode items, JsonNode headers) {
        add(new String(data, StandardCharsets.UTF_8), items, headers);
    }

    private void add(String data, ArrayNode items, JsonNode headers) {
        switch (type()) {
            case CSV, MANIFEST -> addCsv(data, items, headers);
            case JSON -> addAll(json(data), items);
            case JSONL -> addAll(lines(data), items);
            case PARQUET ->
                throw StateException.itemReader(
                        "InputType PARQUET is not supported by this local runtime: expected CSV, JSON, JSONL or MANIFEST");
        }
    }

    private void addAll(Iterable<JsonNode> read, ArrayNode items) {
        Iterator<JsonNode> each = read.iterator();
        while (!isFull(items.size()) && each.hasNext()) {
            items.add(each.next());
        }
    }

    private void addCsv(String data, ArrayNode items, JsonNode known) {
        Optional<ItemReader.Csv> csv = reader.config().flatMap(ItemReader.ReaderConfig::csv);
        List<String> headers = new ArrayList<>();
        known.forEach(name -> headers.add(name.asText()));
        if (headers.isEmpty()) {
            csv.flatMap(ItemReader.Csv::headers).ifPresent(given -> headers.addAll(requireUnique(given)));
        }
        CsvRows.read(data, csv.map(ItemReader.Csv::delimiter).orElse(','), row -> {
            if (headers.isEmpty()) {
                headers.addAll(requireUnique(row));
            } else if (!isFull(items.size())) {
                items.add(item(headers, row));
            }
            return !isFull(items.size());
        });
    }

    private static List<String> requireUnique(List<String> headers) {
        if (Set.copyOf(headers).size() < headers.size()) {
            throw StateException.itemReader("CSV headers cannot contain duplicates.");
        }
        return headers;
    }

    /// Makes an item of a row. A missing value becomes an empty string; a value without a header is left out.
    private static ObjectNode item(List<String> headers, List<String> row) {
        ObjectNode item = new ObjectNode(JsonNodeFactory.instance, LinkedHashMap.newLinkedHashMap(headers.size()));
        for (int i = 0; i < headers.size(); i++) {
            item.put(headers.get(i), i < row.size() ? row.get(i) : "");
        }
        return item;
    }

    private JsonNode json(String data) {
        JsonNode read = parse(data);
        if (pointer.isPresent()) {
            read = read.at(pointer.get());
            inspection.note("afterItemsPointer", read);
        }
        return switch (read) {
            case ArrayNode array -> array;
            case ObjectNode object -> pairs(object);
            default -> throw StateException.itemReader("Attempting to map over non-iterable node.");
        };
    }

    private static JsonPointer pointer(String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException _) {
            throw StateException.itemReader("ItemsPointer is no JSON Pointer: " + text);
        }
    }

    /// Makes an item of each member of an object.
    private static ArrayNode pairs(ObjectNode object) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        object.properties()
                .forEach(member -> items.addObject().put("Key", member.getKey()).set("Value", member.getValue()));
        return items;
    }

    private static Iterable<JsonNode> lines(String data) {
        return () -> data.lines()
                .filter(line -> !line.isBlank())
                .map(ItemReaderOutput::parse)
                .iterator();
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw StateException.itemReader("The data is not valid JSON: " + e.getMessage());
        }
    }
}
