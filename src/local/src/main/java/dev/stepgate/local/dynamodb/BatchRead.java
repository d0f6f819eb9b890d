// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemSize;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of a BatchGetItem for one table.
record BatchRead(String table, JsonNode request, List<Item> keys, Optional<Projection> projection) {
    private static final int MAX_ITEMS = 100;

    /// The maximum size of a partition's answer; a table here is one partition.
    private static final int MAX_BYTES = 1024 * 1024 + ItemSize.MAXIMUM - 3;

    /// @param units of the table's capacity
    /// @param unprocessed keys of items that did not fit
    record Answer(ArrayNode items, double units, List<Item> unprocessed) {}

    static List<BatchRead> read(JsonNode requestItems) {
        List<BatchRead> reads = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, JsonNode> entry : requestItems.properties()) {
            JsonNode request = entry.getValue();
            ItemRead.checkParameters(request);
            Optional<Projection> projection = ItemRead.projection(request);
            List<Item> keys = keys(request);
            count += keys.size();
            if (count > MAX_ITEMS) {
                throw DynamoDbErrors.validation("Too many items requested for the BatchGetItem call");
            }
            reads.add(new BatchRead(entry.getKey(), request, keys, projection));
        }
        return reads;
    }

    private static List<Item> keys(JsonNode request) {
        List<Item> keys = new ArrayList<>();
        Set<Item> seen = new HashSet<>();
        for (JsonNode json : request.path("Keys")) {
            Item key = Item.read(json);
            if (!seen.add(key)) {
                throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
            }
            keys.add(key);
        }
        return keys;
    }

    /// Plans the reads. Throws a ValidationException when a key does not match the table.
    List<ItemRead.Planned> plan(Table found) {
        return keys.stream()
                .map(key -> new ItemRead(table, key, projection).plan(found))
                .toList();
    }

    Answer answer(Table found) {
        List<ItemRead.Planned> planned = plan(found);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        List<Item> unprocessed = new ArrayList<>();
        boolean isConsistent = ReadOperations.isConsistent(request);
        double units = 0;
        long bytes = 0;
        for (int i = 0; i < planned.size(); i++) {
            Item item = locked(found, planned.get(i));
            int size = item == null ? 0 : item.size();
            if (bytes + size > MAX_BYTES) {
                unprocessed.add(keys.get(i));
                units++;
            } else {
                bytes += size;
                units += Capacity.read(item, isConsistent);
                if (item != null) {
                    items.add(planned.get(i).shown(item).toJson());
                }
            }
        }
        return new Answer(items, units, unprocessed);
    }

    private static @Nullable Item locked(Table table, ItemRead.Planned planned) {
        table.lock();
        try {
            return planned.item();
        } finally {
            table.unlock();
        }
    }

    /// Returns the request for the remaining keys.
    ObjectNode again(List<Item> unprocessed) {
        ObjectNode again = request.deepCopy();
        ArrayNode left = again.putArray("Keys");
        unprocessed.forEach(key -> left.add(key.toJson()));
        return again;
    }
}
