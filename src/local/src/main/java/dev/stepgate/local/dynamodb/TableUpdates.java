// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.TableDefinition.BillingMode;
import dev.stepgate.local.dynamodb.TableDefinition.Settings;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.item.WireTypes;
import dev.stepgate.local.dynamodb.stream.ViewType;
import dev.stepgate.local.time.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Implements UpdateTable
/// ([reference](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html)).
final class TableUpdates {
    private static final String THROUGHPUT = "ProvisionedThroughput";
    private static final String INDEX_UPDATES = "GlobalSecondaryIndexUpdates";
    private static final int MAX_INDEX_UPDATES = 5;
    private static final List<String> SOMETHING = List.of(
            THROUGHPUT,
            "BillingMode",
            "StreamSpecification",
            "SSESpecification",
            "TableClass",
            "DeletionProtectionEnabled",
            "OnDemandThroughput",
            "WarmThroughput");
    private static final List<String> REFUSED = List.of(
            "ReplicaUpdates",
            "MultiRegionConsistency",
            "GlobalTableWitnessUpdates",
            "GlobalTableSettingsReplicationMode");

    private final TableRegistry registry;
    private final Time time;

    TableUpdates(TableRegistry registry, Time time) {
        this.registry = registry;
        this.time = time;
    }

    /// Checks the request independently of the table.
    static void check(JsonNode input) {
        TableOperations.refuse(input, REFUSED);
        boolean hasIndexUpdates = !input.path(INDEX_UPDATES).isEmpty();
        if (!hasIndexUpdates && SOMETHING.stream().noneMatch(input::hasNonNull)) {
            throw DynamoDbErrors.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (input.path("BillingMode").asText().equals("PROVISIONED") && !input.hasNonNull(THROUGHPUT)) {
            throw DynamoDbErrors.invalidParameters(
                    "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        TableReader.requireBounds(input.path(THROUGHPUT));
        requireOnePerIndex(input);
    }

    private static void requireOnePerIndex(JsonNode input) {
        Set<String> names = new HashSet<>();
        for (JsonNode update : input.path(INDEX_UPDATES)) {
            String name = action(update)
                    .map(action -> action.path("IndexName").asText())
                    .orElseThrow(
                            () -> DynamoDbErrors.invalidParameters(
                                    "One of GlobalSecondaryIndexUpdate.Update,"
                                            + " GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null"));
            if (!names.add(name)) {
                throw DynamoDbErrors.invalidParameters(
                        "Only one global secondary index update per index is allowed simultaneously. Index: " + name);
            }
        }
    }

    private static Optional<JsonNode> action(JsonNode update) {
        return Stream.of("Update", "Create", "Delete")
                .filter(update::hasNonNull)
                .findFirst()
                .map(update::get);
    }

    void update(Table table, JsonNode input) {
        table.lock();
        try {
            TableDefinition changed = indexes(throughput(table.definition(), input), input);
            Optional<ViewType> view = view(table, input);
            table.define(changed.with(settings(changed.settings(), input)));
            view.ifPresent(type -> registry.add(table.startStream(type)));
            table.keep();
        } finally {
            table.unlock();
        }
    }

    private TableDefinition throughput(TableDefinition table, JsonNode input) {
        BillingMode billing =
                Members.text(input, "BillingMode").map(BillingMode::valueOf).orElse(table.billing());
        if (billing == BillingMode.PAY_PER_REQUEST && input.hasNonNull(THROUGHPUT)) {
            throw DynamoDbErrors.invalidParameters("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        TableDefinition changed = table;
        if (input.hasNonNull(THROUGHPUT)) {
            changed = changed.withThroughput("", changed(table.throughputOf(""), input.get(THROUGHPUT)));
        }
        for (JsonNode update : input.path(INDEX_UPDATES)) {
            changed = updated(changed, update.path("Update"));
        }
        requireIndexThroughput(table, billing, input);
        return billing == table.billing() ? changed : switched(changed, billing);
    }

    private static TableDefinition switched(TableDefinition table, BillingMode billing) {
        if (billing == BillingMode.PROVISIONED) {
            return table.with(billing);
        }
        TableDefinition changed = table.with(billing).withThroughput("", Throughput.ON_DEMAND);
        for (SecondaryIndex index : table.indexes()) {
            changed = changed.withThroughput(index.name(), Throughput.ON_DEMAND);
        }
        return changed;
    }

    private Throughput changed(Throughput current, JsonNode json) {
        Throughput wanted = Throughput.read(json);
        if (current.sameUnits(wanted)) {
            throw DynamoDbErrors.validation("The provisioned throughput for the table will not change. The requested"
                    + " value equals the current value. Current ReadCapacityUnits provisioned for the table: "
                    + current.read() + ". Requested ReadCapacityUnits: " + wanted.read()
                    + ". Current WriteCapacityUnits provisioned for the table: " + current.write()
                    + ". Requested WriteCapacityUnits: " + wanted.write()
                    + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher"
                    + " limits.");
        }
        return current.changed(wanted, time.now());
    }

    private TableDefinition updated(TableDefinition table, JsonNode update) {
        if (update.isMissingNode() || update.isNull()) {
            return table;
        }
        JsonNode wanted = update.path(THROUGHPUT);
        if (wanted.path("ReadCapacityUnits").longValue() > TableReader.MAX_UNITS
                || wanted.path("WriteCapacityUnits").longValue() > TableReader.MAX_UNITS) {
            throw DynamoDbErrors.validation("This operation cannot be performed with given input values. Please contact"
                    + " DynamoDB service team for more info: Action Blocked: IndexUpdate");
        }
        String name = requireIndex(table, update).name();
        return table.withThroughput(name, changed(table.throughputOf(name), wanted));
    }

    private static SecondaryIndex requireIndex(TableDefinition table, JsonNode action) {
        String name = action.path("IndexName").asText();
        return table.index(name)
                .filter(SecondaryIndex::isGlobal)
                .orElseThrow(() -> DynamoDbErrors.notFound("Requested resource not found"));
    }

    private static void requireIndexThroughput(TableDefinition table, BillingMode billing, JsonNode input) {
        if (billing == table.billing() || billing == BillingMode.PAY_PER_REQUEST) {
            return;
        }
        Set<String> given = new HashSet<>();
        input.path(INDEX_UPDATES)
                .forEach(update ->
                        given.add(update.path("Update").path("IndexName").asText()));
        List<String> missing = table.indexes().stream()
                .filter(SecondaryIndex::isGlobal)
                .map(SecondaryIndex::name)
                .filter(name -> !given.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw DynamoDbErrors.invalidParameters(
                    "ProvisionedThroughput must be specified for index: " + String.join(",", missing));
        }
    }

    private static TableDefinition indexes(TableDefinition table, JsonNode input) {
        JsonNode updates = input.path(INDEX_UPDATES);
        if (updates.size() > MAX_INDEX_UPDATES) {
            throw DynamoDbErrors.limitExceeded("Subscriber limit exceeded: Only 1 online index can be created or"
                    + " deleted simultaneously per table");
        }
        TableDefinition changed = table;
        for (JsonNode update : updates) {
            if (update.hasNonNull("Create")) {
                changed = added(changed, update.get("Create"), input);
            } else if (update.hasNonNull("Delete")) {
                SecondaryIndex gone = requireIndex(changed, update.get("Delete"));
                changed = without(changed, gone);
            }
        }
        return changed;
    }

    /// Removes an index, and the definitions of attributes that are no longer part of a key.
    private static TableDefinition without(TableDefinition table, SecondaryIndex gone) {
        List<SecondaryIndex> left =
                table.indexes().stream().filter(index -> !index.equals(gone)).toList();
        List<KeyAttribute> used = table.attributes().stream()
                .filter(each -> table.key().has(each.name())
                        || left.stream().anyMatch(index -> index.key().has(each.name())))
                .toList();
        return table.withIndexes(used, left);
    }

    private static TableDefinition added(TableDefinition table, JsonNode create, JsonNode input) {
        String name = create.path("IndexName").asText();
        if (table.index(name).isPresent()) {
            throw DynamoDbErrors.validation("Attempting to create an index which already exists: " + name);
        }
        List<KeyAttribute> attributes = new ArrayList<>(table.attributes());
        KeySchemaReader.of(input).definitions().stream()
                .filter(each -> !attributes.contains(each))
                .forEach(attributes::add);
        SecondaryIndex index =
                new IndexReader(new KeySchemaReader(attributes), table.key()).readGlobalIndex(create, table.billing());
        List<SecondaryIndex> indexes = new ArrayList<>(table.indexes());
        indexes.add(index);
        TableDefinition changed = table.withIndexes(attributes, indexes);
        return create.hasNonNull(THROUGHPUT)
                ? changed.withThroughput(name, Throughput.read(create.get(THROUGHPUT)))
                : changed;
    }

    private static Optional<ViewType> view(Table table, JsonNode input) {
        if (!input.hasNonNull("StreamSpecification")) {
            return Optional.empty();
        }
        Optional<ViewType> wanted = TableOperations.view(input);
        boolean isOn = table.stream().filter(stream -> !stream.isClosed()).isPresent();
        if (wanted.isPresent() && isOn) {
            throw DynamoDbErrors.validation("Table already has an enabled stream: TableName: " + table.name());
        }
        if (wanted.isEmpty() && !isOn) {
            throw DynamoDbErrors.validation(
                    "Table doesn't have an enabled stream to be disabled: TableName: " + table.name());
        }
        if (wanted.isEmpty()) {
            table.stopStream();
        }
        return wanted;
    }

    private static Settings settings(Settings current, JsonNode input) {
        boolean isProtected = Members.find(input, "DeletionProtectionEnabled")
                .map(WireTypes::flag)
                .orElse(current.isProtected());
        Optional<Encryption> encryption =
                input.hasNonNull("SSESpecification") ? Encryption.read(input) : current.encryption();
        return new Settings(
                isProtected,
                encryption,
                Members.text(input, "TableClass").or(current::tableClass),
                current.limits().changed(input),
                current.recoveryDays());
    }
}
