// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.PlannedWrite.Result;
import dev.stepgate.local.dynamodb.Write.Action;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Implements GetItem, PutItem, UpdateItem and DeleteItem.
final class ItemOperations {
    private final TableRegistry registry;

    ItemOperations(TableRegistry registry) {
        this.registry = registry;
    }

    JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "GetItem" -> get(input);
            case "PutItem" -> write(input, Write::put);
            case "DeleteItem" -> write(input, Write::delete);
            case "UpdateItem" -> write(input, Write::update);
            default -> throw AwsException.unknownOperation("dynamodb", operation);
        };
    }

    private JsonNode get(JsonNode input) {
        ItemRead read = ItemRead.of(input);
        Table table = registry.requireForItems(read.table());
        ItemRead.Planned planned = read.plan(table);
        Item item;
        table.lock();
        try {
            item = planned.item();
        } finally {
            table.unlock();
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        if (item != null) {
            output.set("Item", planned.shown(item).toJson());
        }
        if (Capacity.isWanted(input)) {
            Capacity.ofTable(Capacity.read(item, ReadOperations.isConsistent(input)))
                    .describe(table.name(), input)
                    .ifPresent(capacity -> output.set("ConsumedCapacity", capacity));
        }
        return output;
    }

    private JsonNode write(JsonNode input, Function<JsonNode, Write> reader) {
        Write write = reader.apply(input);
        Table table = registry.requireForItems(write.table());
        PlannedWrite planned = PlannedWrite.of(write, table);
        Result result;
        table.lock();
        try {
            result = planned.evaluate();
            planned.apply(result);
        } finally {
            table.unlock();
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        returned(input, write.action(), result).ifPresent(item -> output.set("Attributes", item.toJson()));
        if (Capacity.isWanted(input)) {
            Capacity.write(table.definition(), result.before(), result.after())
                    .describe(table.name(), input)
                    .ifPresent(capacity -> output.set("ConsumedCapacity", capacity));
        }
        metrics(input, table.definition(), result).ifPresent(metrics -> output.set("ItemCollectionMetrics", metrics));
        return output;
    }

    private static Optional<Item> returned(JsonNode input, Action action, Result result) {
        return switch (input.path("ReturnValues").asText("NONE")) {
            case "ALL_OLD" -> Optional.ofNullable(result.before());
            case "ALL_NEW" -> Optional.ofNullable(result.after());
            case "UPDATED_OLD" -> updated(action, result.before());
            case "UPDATED_NEW" -> updated(action, result.after());
            default -> Optional.empty();
        };
    }

    /// Returns the values that an action has changed, from the item before or after it.
    static Optional<Item> updated(Action action, @Nullable Item item) {
        if (item == null) {
            return Optional.empty();
        }
        return switch (action) {
            case Action.Change change ->
                Optional.of(new Projection(change.update().paths()).of(item));
            case Action.LegacyChange change ->
                Optional.of(item.only(change.updates().changes().keySet()));
            case Action.Put _, Action.Insert _, Action.Delete _, Action.Touch _, Action.Check _ -> Optional.empty();
        };
    }

    /// Returns the metrics of the item collection, which only tables with local indexes have.
    static Optional<ObjectNode> metrics(JsonNode input, TableDefinition table, Result result) {
        boolean isWanted = input.path("ReturnItemCollectionMetrics").asText().equals("SIZE");
        Item item = result.after() == null ? result.before() : result.after();
        if (!isWanted || item == null || table.indexes().stream().allMatch(SecondaryIndex::isGlobal)) {
            return Optional.empty();
        }
        KeySchema key = table.key();
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        metrics.set(
                "ItemCollectionKey", item.only(List.of(key.partition().name())).toJson());
        metrics.putArray("SizeEstimateRangeGB").add(0).add(1);
        return Optional.of(metrics);
    }
}
