// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.PlannedWrite.Result;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Implements TransactGetItems and TransactWriteItems: everything at one moment, or nothing
/// ([transactions](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html)).
final class TransactionOperations {
    private static final String ITEMS = "TransactItems";
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final TableRegistry registry;
    private final RequestTokens tokens;

    TransactionOperations(TableRegistry registry, RequestTokens tokens) {
        this.registry = registry;
        this.tokens = tokens;
    }

    JsonNode get(JsonNode input) {
        List<ItemRead> reads = new ArrayList<>();
        input.path(ITEMS).forEach(each -> reads.add(ItemRead.of(each.path("Get"))));
        List<Table> tables = reads.stream()
                .map(read -> registry.requireForItems(read.table()))
                .toList();
        Cancellation cancellation = new Cancellation(reads.size());
        List<ItemRead.Planned> planned = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            int at = i;
            cancellation.attempt(i, () -> planned.add(reads.get(at).plan(tables.get(at))));
        }
        cancellation.throwIfAny();
        return read(planned, input);
    }

    /// Reads items at one moment.
    static ObjectNode read(List<ItemRead.Planned> planned, JsonNode input) {
        requireDistinct(planned.stream().map(each -> List.of(each.table().name(), each.at())));
        List<Table> tables = planned.stream().map(ItemRead.Planned::table).toList();
        return Locks.holding(tables, () -> answer(planned, input));
    }

    private static ObjectNode answer(List<ItemRead.Planned> planned, JsonNode input) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = output.putArray("Responses");
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        long bytes = 0;
        for (ItemRead.Planned each : planned) {
            Item item = each.item();
            ObjectNode response = responses.addObject();
            if (item != null) {
                response.set("Item", each.shown(item).toJson());
                bytes += item.size();
            }
            Capacity units = Capacity.ofTable(Capacity.read(item, true)).twice();
            capacities.merge(each.table().name(), units, Capacity::plus);
        }
        requireSize(bytes);
        describe(capacities, "ReadCapacityUnits", input, output);
        return output;
    }

    private static void requireSize(long bytes) {
        if (bytes > MAX_BYTES) {
            throw DynamoDbErrors.validation(
                    "Collective item size in TransactItems cannot exceed 4 MB: it is " + bytes + " bytes");
        }
    }

    private static void describe(Map<String, Capacity> capacities, String member, JsonNode input, ObjectNode output) {
        if (Capacity.isWanted(input)) {
            ArrayNode consumed = output.putArray("ConsumedCapacity");
            capacities.forEach((table, capacity) -> capacity.describe(table, input)
                    .ifPresent(json -> {
                        json.set(member, json.get("CapacityUnits"));
                        consumed.add(json);
                    }));
        }
    }

    JsonNode write(JsonNode input) {
        List<Write> writes = new ArrayList<>();
        input.path(ITEMS).forEach(each -> writes.add(writeOf(each)));
        return write(writes, input);
    }

    /// Makes all changes or none.
    JsonNode write(List<Write> writes, JsonNode input) {
        List<Table> tables = writes.stream()
                .map(write -> registry.requireForItems(write.table()))
                .toList();
        return Members.text(input, "ClientRequestToken")
                .map(token -> tokens.once(token, input, () -> execute(writes, tables, input)))
                .orElseGet(() -> execute(writes, tables, input));
    }

    private static Write writeOf(JsonNode item) {
        List<String> actions = Stream.of("ConditionCheck", "Put", "Delete", "Update")
                .filter(item::hasNonNull)
                .toList();
        if (actions.size() != 1) {
            throw DynamoDbErrors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        JsonNode action = item.get(actions.getFirst());
        return switch (actions.getFirst()) {
            case "Put" -> Write.put(action);
            case "Delete" -> Write.delete(action);
            case "Update" -> Write.update(action);
            default -> Write.check(action);
        };
    }

    private static JsonNode execute(List<Write> writes, List<Table> tables, JsonNode input) {
        Cancellation cancellation = new Cancellation(writes.size());
        List<PlannedWrite> planned = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            int at = i;
            cancellation.attempt(i, () -> planned.add(PlannedWrite.of(writes.get(at), tables.get(at))));
        }
        cancellation.throwIfAny();
        requireDistinct(planned.stream().map(each -> List.of(each.table().name(), each.at())));
        return Locks.holding(tables, () -> commit(planned, cancellation, input));
    }

    private static void requireDistinct(Stream<List<Object>> places) {
        Set<List<Object>> seen = new HashSet<>();
        if (!places.allMatch(seen::add)) {
            throw DynamoDbErrors.validation("Transaction request cannot include multiple operations on one item");
        }
    }

    private static JsonNode commit(List<PlannedWrite> planned, Cancellation cancellation, JsonNode input) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            PlannedWrite each = planned.get(i);
            cancellation.attempt(i, () -> results.add(each.evaluate()));
        }
        cancellation.throwIfAny();
        requireSize(results.stream()
                .mapToLong(result -> result.after() == null ? 0 : result.after().size())
                .sum());
        return apply(planned, results, input);
    }

    /// Applies the writes, none of which can fail any more, and describes them.
    private static JsonNode apply(List<PlannedWrite> planned, List<Result> results, JsonNode input) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        for (int i = 0; i < planned.size(); i++) {
            planned.get(i).apply(results.get(i));
            TableDefinition table = planned.get(i).table().definition();
            Result result = results.get(i);
            capacities.merge(
                    table.name(),
                    Capacity.write(table, result.before(), result.after()).twice(),
                    Capacity::plus);
            ItemOperations.metrics(input, table, result)
                    .ifPresent(metric -> metrics.withArray(table.name()).add(metric));
        }
        describe(capacities, "WriteCapacityUnits", input, output);
        if (!metrics.isEmpty()) {
            output.set("ItemCollectionMetrics", metrics);
        }
        return output;
    }
}
