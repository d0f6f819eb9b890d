// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The capacity units that a call takes from a table and its indexes
/// ([consumption](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html)).
///
/// @param indexes only those that were touched
record Capacity(double table, Map<SecondaryIndex, Double> indexes) {
    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;
    private static final double EVENTUAL = 0.5;
    private static final String UNITS = "CapacityUnits";
    private static final String MODE = "ReturnConsumedCapacity";

    static final Capacity NONE = new Capacity(0, Map.of());

    Capacity {
        indexes = Map.copyOf(indexes);
    }

    static Capacity ofTable(double units) {
        return new Capacity(units, Map.of());
    }

    static Capacity ofIndex(SecondaryIndex index, double units) {
        return new Capacity(0, Map.of(index, units));
    }

    /// Returns the units of reading one item, whether it exists or not.
    static double read(@Nullable Item item, boolean isConsistent) {
        return read(item == null ? 1 : item.size(), isConsistent);
    }

    /// @param size of everything that is read together
    static double read(long size, boolean isConsistent) {
        return roundUp(size, READ_UNIT) * (isConsistent ? 1 : EVENTUAL);
    }

    /// Returns the units of replacing an item, in the table and in its indexes.
    static Capacity write(TableDefinition table, @Nullable Item before, @Nullable Item after) {
        Capacity capacity = ofTable(Math.max(write(before), write(after)));
        for (SecondaryIndex index : table.indexes()) {
            double units = write(index, table.key(), before, after);
            if (units > 0) {
                capacity = capacity.plus(ofIndex(index, units));
            }
        }
        return capacity;
    }

    private static double write(SecondaryIndex index, KeySchema table, @Nullable Item before, @Nullable Item after) {
        Item removed = entry(index, table, before);
        Item added = entry(index, table, after);
        if (removed == null || added == null) {
            return removed == null && added == null ? 0 : Math.max(write(removed), write(added));
        }
        boolean isInPlace =
                ItemKey.inIndex(removed, index.key(), table).compareTo(ItemKey.inIndex(added, index.key(), table)) == 0;
        if (!isInPlace) {
            return write(removed) + write(added);
        }
        return removed.equals(added) ? 0 : Math.max(write(removed), write(added));
    }

    private static @Nullable Item entry(SecondaryIndex index, KeySchema table, @Nullable Item item) {
        return item != null && index.key().covers(item) ? index.project(item, table) : null;
    }

    private static double write(@Nullable Item item) {
        return item == null ? 1 : roundUp(item.size(), WRITE_UNIT);
    }

    private static double roundUp(long size, int unit) {
        return Math.ceilDiv(size, unit);
    }

    Capacity plus(Capacity other) {
        Map<SecondaryIndex, Double> sum = new LinkedHashMap<>(indexes);
        other.indexes.forEach((index, units) -> sum.merge(index, units, Double::sum));
        return new Capacity(table + other.table, sum);
    }

    /// Returns the capacity in a transaction, which reads or writes everything twice.
    Capacity twice() {
        return plus(this);
    }

    double total() {
        return table
                + indexes.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Returns true when the caller asks for the capacity.
    static boolean isWanted(JsonNode input) {
        String mode = input.path(MODE).asText();
        return mode.equals("TOTAL") || mode.equals("INDEXES");
    }

    /// Returns ConsumedCapacity; empty when the caller does not ask for it.
    Optional<ObjectNode> describe(String tableName, JsonNode input) {
        if (!isWanted(input)) {
            return Optional.empty();
        }
        ObjectNode json = units(total()).put("TableName", tableName);
        if (input.path(MODE).asText().equals("INDEXES")) {
            json.set("Table", units(table));
            indexes.forEach((index, units) -> {
                String member = index.isGlobal() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
                json.withObject("/" + member).set(index.name(), units(units));
            });
        }
        return Optional.of(json);
    }

    private static ObjectNode units(double units) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(UNITS, Json.number(units));
        return json;
    }
}
