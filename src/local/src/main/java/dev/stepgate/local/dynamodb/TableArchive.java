// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.dynamodb.TableDefinition.BillingMode;
import dev.stepgate.local.dynamodb.TableDefinition.Settings;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tables on disk with their items and streams. Definitions are kept as CreateTable takes them.
///
/// Used by the thread that has the lock of the table.
final class TableArchive {
    private final Store store;
    private final Records tables;
    private final Records items;
    private final Records streamRecords;

    TableArchive(Store store) {
        this.store = store;
        this.tables = store.records("tables");
        this.items = store.records("items");
        this.streamRecords = store.records("stream-records");
    }

    Records streamRecords() {
        return streamRecords;
    }

    <T> T together(Supplier<T> work) {
        return store.together(work);
    }

    void put(Table table) {
        tables.put(table.name(), () -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("id", table.identity().id());
            json.put("created", table.identity().createdAt().toString());
            json.set("definition", input(table.definition()));
            table.tags().forEach(json.putObject("tags")::put);
            table.expiry().attribute().ifPresent(name -> json.put("timeToLive", name));
            table.stream()
                    .filter(stream -> !stream.isClosed())
                    .ifPresent(stream -> json.put("view", stream.view().name())
                            .put("stream", stream.createdAt().toString()));
            return json;
        });
    }

    void remove(Table table) {
        tables.remove(table.name());
        items.removeAll(table.identity().id() + "/");
    }

    void replaced(Table table, @Nullable Item before, @Nullable Item after) {
        if (!store.keeps()) {
            return;
        }
        if (after != null) {
            items.put(key(table, after), after::toJson);
        } else if (before != null) {
            items.remove(key(table, before));
        }
    }

    private static String key(Table table, Item item) {
        return table.identity().id() + "/" + item.only(table.key().names());
    }

    /// Reads the items that [#put] has written.
    void forEachTable(Consumer<JsonNode> action) {
        tables.forEach("", (_, json) -> action.accept(json));
    }

    void forEachItem(Table table, Consumer<Item> action) {
        items.forEach(table.identity().id() + "/", (_, json) -> action.accept(Item.read(json)));
    }

    /// Returns the input of CreateTable.
    private static ObjectNode input(TableDefinition table) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("TableName", table.name());
        ArrayNode attributes = input.putArray("AttributeDefinitions");
        table.attributes()
                .forEach(each ->
                        attributes.addObject().put("AttributeName", each.name()).put("AttributeType", each.type()));
        input.set("KeySchema", table.key().toJson());
        input.put("BillingMode", table.billing().name());
        if (table.billing() == BillingMode.PROVISIONED) {
            input.set("ProvisionedThroughput", table.throughputOf("").toJson());
        }
        table.indexes().forEach(index -> write(table, index, input));
        write(table.settings(), input);
        return input;
    }

    private static void write(Settings settings, ObjectNode input) {
        input.put("DeletionProtectionEnabled", settings.isProtected());
        settings.encryption().ifPresent(encryption -> encryption.write(input));
        settings.tableClass().ifPresent(name -> input.put("TableClass", name));
        settings.limits().write(input);
        settings.recoveryDays()
                .ifPresent(days -> input.putObject("PointInTimeRecoverySpecification")
                        .put("PointInTimeRecoveryEnabled", true)
                        .put("RecoveryPeriodInDays", days));
    }

    private static void write(TableDefinition table, SecondaryIndex index, ObjectNode input) {
        ObjectNode json = input.withArray(index.isGlobal() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes")
                .addObject()
                .put("IndexName", index.name());
        json.set("KeySchema", index.key().toJson());
        ObjectNode projection = json.putObject("Projection");
        projection.put("ProjectionType", index.projection().name());
        if (!index.nonKeyAttributes().isEmpty()) {
            index.nonKeyAttributes().forEach(projection.putArray("NonKeyAttributes")::add);
        }
        if (index.isGlobal() && table.billing() == BillingMode.PROVISIONED) {
            json.set("ProvisionedThroughput", table.throughputOf(index.name()).toJson());
        }
    }
}
