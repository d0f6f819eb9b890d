// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.dynamodb.TableDefinition.BillingMode;
import dev.stepgate.local.dynamodb.TableDefinition.Settings;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.stream.StreamLog;
import java.util.Collection;
import java.util.Map;

/// Describes tables
/// ([TableDescription](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html)).
///
/// @param status of the table and of its global indexes: `CREATING`, `ACTIVE`, `UPDATING` or `DELETING`
record TableDescription(Table table, String status) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Describes a table; must be called with its lock held.
    static ObjectNode of(Table table, String status) {
        return new TableDescription(table, status).describe();
    }

    private ObjectNode describe() {
        TableDefinition definition = table.definition();
        ObjectNode json = JSON.objectNode();
        json.put("TableName", definition.name());
        json.put("TableStatus", status);
        if (!status.equals("DELETING")) {
            keys(definition, json);
        }
        json.set("ProvisionedThroughput", definition.throughputOf("").toJson());
        json.put("TableSizeBytes", table.items().bytes());
        json.put("ItemCount", table.items().all().size());
        json.put("TableArn", table.identity().arn());
        json.put("TableId", table.identity().id());
        if (definition.billing() == BillingMode.PAY_PER_REQUEST) {
            billing(json);
        }
        definition.indexes().forEach(index -> describe(index, json));
        table.stream().ifPresent(stream -> describe(stream, json));
        describe(definition.settings(), json);
        return json;
    }

    /// Writes what the description of a table that is being deleted lacks.
    private void keys(TableDefinition definition, ObjectNode json) {
        describe(definition.attributes(), json.putArray("AttributeDefinitions"));
        json.set("KeySchema", definition.key().toJson());
        json.set("CreationDateTime", Throughput.seconds(table.identity().createdAt()));
    }

    private static void describe(Collection<KeyAttribute> attributes, ArrayNode json) {
        attributes.forEach(
                each -> json.addObject().put("AttributeName", each.name()).put("AttributeType", each.type()));
    }

    private void billing(ObjectNode json) {
        ObjectNode summary = json.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
        if (status.equals("ACTIVE")) {
            summary.set(
                    "LastUpdateToPayPerRequestDateTime",
                    Throughput.seconds(table.identity().createdAt()));
        }
    }

    private void describe(SecondaryIndex index, ObjectNode json) {
        boolean isGone = status.equals("DELETING") && index.isGlobal();
        if (isGone) {
            return;
        }
        ObjectNode described = json.withArray(index.isGlobal() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes")
                .addObject();
        described.put("IndexName", index.name());
        described.set("KeySchema", index.key().toJson());
        projection(index, described.putObject("Projection"));
        if (index.isGlobal()) {
            described.put("IndexStatus", status);
            described.set(
                    "ProvisionedThroughput",
                    table.definition().throughputOf(index.name()).toJson());
            warm(index.name(), Map.of(), described);
        }
        described.put("IndexSizeBytes", table.items().bytes(index));
        described.put("ItemCount", table.items().all(index).size());
        described.put("IndexArn", table.identity().arn() + "/index/" + index.name());
    }

    private static void projection(SecondaryIndex index, ObjectNode json) {
        json.put("ProjectionType", index.projection().name());
        if (!index.nonKeyAttributes().isEmpty()) {
            index.nonKeyAttributes().forEach(json.putArray("NonKeyAttributes")::add);
        }
    }

    private static void describe(StreamLog stream, ObjectNode json) {
        if (!stream.isClosed()) {
            json.putObject("StreamSpecification")
                    .put("StreamEnabled", true)
                    .put("StreamViewType", stream.view().name());
        }
        json.put("LatestStreamLabel", stream.label());
        json.put("LatestStreamArn", stream.arn());
    }

    private void describe(Settings settings, ObjectNode json) {
        settings.encryption()
                .ifPresent(
                        encryption -> encryption.describe(json, table.identity().arn()));
        settings.tableClass()
                .ifPresent(name -> json.putObject("TableClassSummary").put("TableClass", name));
        json.put("DeletionProtectionEnabled", settings.isProtected());
        settings.limits().write(json);
        if (json.path(Limits.WARM) instanceof ObjectNode warm) {
            warm.put("Status", "UPDATING");
        }
        warm("", settings.limits().warm(), json);
    }

    /// Describes the warm throughput of the table or of an index, as soon as it is active.
    private void warm(String index, Map<String, Integer> given, ObjectNode json) {
        if (status.equals("ACTIVE")) {
            TableDefinition definition = table.definition();
            boolean isOnDemand = definition.billing() == BillingMode.PAY_PER_REQUEST;
            Throughput units = isOnDemand ? Throughput.WARM_ON_DEMAND : definition.throughputOf(index);
            ObjectNode warm = json.putObject(Limits.WARM)
                    .put("ReadUnitsPerSecond", units.read())
                    .put("WriteUnitsPerSecond", units.write());
            given.forEach(warm::put);
            warm.put("Status", status);
        }
    }
}
