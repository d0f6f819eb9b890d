// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.PlannedWrite.Result;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.ItemKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Implements BatchGetItem and BatchWriteItem: every item is read or written by itself.
final class BatchOperations {
    private static final int MAX_WRITES = 25;
    private static final String NO_DUPLICATES = "Provided list of item keys contains duplicates";

    private final TableRegistry registry;

    BatchOperations(TableRegistry registry) {
        this.registry = registry;
    }

    JsonNode get(JsonNode input) {
        List<BatchRead> reads = BatchRead.read(input.path("RequestItems"));
        Map<BatchRead, Table> tables = new LinkedHashMap<>();
        reads.forEach(read -> tables.put(read, registry.requireForItems(read.table())));
        tables.forEach((read, table) -> read.plan(table));
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = output.putObject("Responses");
        ObjectNode unprocessed = output.putObject("UnprocessedKeys");
        ArrayNode capacities = JsonNodeFactory.instance.arrayNode();
        tables.forEach((read, table) -> {
            BatchRead.Answer answer = read.answer(table);
            responses.set(read.table(), answer.items());
            if (!answer.unprocessed().isEmpty()) {
                unprocessed.set(read.table(), read.again(answer.unprocessed()));
            }
            Capacity.ofTable(answer.units()).describe(read.table(), input).ifPresent(capacities::add);
        });
        if (Capacity.isWanted(input)) {
            output.set("ConsumedCapacity", capacities);
        }
        return output;
    }

    JsonNode write(JsonNode input) {
        List<Write> writes = writes(input.path("RequestItems"));
        List<PlannedWrite> planned = new ArrayList<>();
        for (Write write : writes) {
            planned.add(plan(write, registry.requireForItems(write.table())));
        }
        requireDistinct(planned);
        return write(planned, input);
    }

    private JsonNode write(List<PlannedWrite> planned, JsonNode input) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putObject("UnprocessedItems");
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        for (PlannedWrite each : planned) {
            Result result = write(each);
            TableDefinition table = each.table().definition();
            capacities.merge(table.name(), Capacity.write(table, result.before(), result.after()), Capacity::plus);
            ItemOperations.metrics(input, table, result)
                    .ifPresent(metric -> metrics.withArray(table.name()).add(metric));
        }
        if (Capacity.isWanted(input)) {
            ArrayNode consumed = output.putArray("ConsumedCapacity");
            capacities.forEach(
                    (table, capacity) -> capacity.describe(table, input).ifPresent(consumed::add));
        }
        if (!metrics.isEmpty()) {
            output.set("ItemCollectionMetrics", metrics);
        }
        return output;
    }

    private static Result write(PlannedWrite planned) {
        Table table = planned.table();
        table.lock();
        try {
            Result result = planned.evaluate();
            planned.apply(result);
            return result;
        } finally {
            table.unlock();
        }
    }

    private static List<Write> writes(JsonNode requestItems) {
        List<Write> writes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table : requestItems.properties()) {
            for (JsonNode request : table.getValue()) {
                if (request.hasNonNull("PutRequest") == request.hasNonNull("DeleteRequest")) {
                    throw DynamoDbErrors.validation("Supplied AttributeValue has more than one datatypes set, must"
                            + " contain exactly one of the supported datatypes");
                }
            }
            table.getValue().forEach(request -> writes.add(write(table.getKey(), request)));
        }
        if (writes.size() > MAX_WRITES) {
            throw DynamoDbErrors.validation("Too many items requested for the BatchWriteItem call");
        }
        return writes;
    }

    private static Write write(String table, JsonNode request) {
        return request.hasNonNull("PutRequest")
                ? Write.put(table, request.get("PutRequest").path("Item"))
                : Write.delete(table, request.get("DeleteRequest").path("Key"));
    }

    /// Plans a write. An item without its key is reported like an invalid key.
    private static PlannedWrite plan(Write write, Table table) {
        try {
            return PlannedWrite.of(write, table);
        } catch (AwsException invalid) {
            boolean isKey = invalid.message().contains("Missing the key")
                    || invalid.message().contains("Type mismatch for key");
            throw isKey ? DynamoDbErrors.keyMismatch() : invalid;
        }
    }

    private static void requireDistinct(List<PlannedWrite> planned) {
        Map<Table, TreeSet<ItemKey>> seen = new LinkedHashMap<>();
        for (PlannedWrite each : planned) {
            if (!seen.computeIfAbsent(each.table(), _ -> new TreeSet<>()).add(each.at())) {
                throw DynamoDbErrors.validation(NO_DUPLICATES);
            }
        }
    }
}
