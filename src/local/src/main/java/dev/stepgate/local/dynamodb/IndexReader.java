// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.SecondaryIndex.ProjectionType;
import dev.stepgate.local.dynamodb.SecondaryIndex.Scope;
import dev.stepgate.local.dynamodb.TableDefinition.BillingMode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.KeySchema;
import java.util.ArrayList;
import java.util.List;

/// Reads the indexes of a new table, or one that is added.
final class IndexReader {
    private static final int MAX_LOCAL = 5;
    private static final int MAX_GLOBAL = 20;

    private final KeySchemaReader keys;
    private final KeySchema table;
    private final List<SecondaryIndex> indexes = new ArrayList<>();

    IndexReader(KeySchemaReader keys, KeySchema table) {
        this.keys = keys;
        this.table = table;
    }

    static List<SecondaryIndex> read(JsonNode input, KeySchemaReader keys, KeySchema table, BillingMode billing) {
        IndexReader reader = new IndexReader(keys, table);
        reader.readLocal(input);
        reader.readGlobal(input, billing);
        return reader.indexes;
    }

    private void readLocal(JsonNode input) {
        if (!input.hasNonNull("LocalSecondaryIndexes")) {
            return;
        }
        JsonNode given = input.get("LocalSecondaryIndexes");
        requireSome(given, "LocalSecondaryIndexes");
        if (table.sort().isEmpty()) {
            throw DynamoDbErrors.invalidParameters("Table KeySchema does not have a range key, which is required when"
                    + " specifying a LocalSecondaryIndex");
        }
        for (JsonNode json : given) {
            KeySchema key = keys.read(json.path("KeySchema"));
            requireLocalKey(json.path("IndexName").asText(), key);
            add(json, Scope.LOCAL, key);
        }
        if (given.size() > MAX_LOCAL) {
            throw DynamoDbErrors.invalidParameters("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
        }
    }

    private void requireLocalKey(String name, KeySchema key) {
        if (key.sort().isEmpty()) {
            throw DynamoDbErrors.invalidParameters("Index KeySchema does not have a range key for index: " + name);
        }
        if (!key.partition().equals(table.partition())) {
            throw DynamoDbErrors.invalidParameters("Index KeySchema does not have the same leading hash key as table"
                    + " KeySchema for index: " + name + ". index hash key: "
                    + key.partition().name() + ", table hash key: "
                    + table.partition().name());
        }
    }

    private void readGlobal(JsonNode input, BillingMode billing) {
        if (!input.hasNonNull("GlobalSecondaryIndexes")) {
            return;
        }
        JsonNode given = input.get("GlobalSecondaryIndexes");
        requireSome(given, "GlobalSecondaryIndexes");
        for (JsonNode json : given) {
            readGlobalIndex(json, billing);
        }
        if (given.size() > MAX_GLOBAL) {
            throw DynamoDbErrors.invalidParameters("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }
    }

    private static void requireSome(JsonNode given, String parameter) {
        if (given.isEmpty()) {
            throw DynamoDbErrors.invalidParameters("List of " + parameter + " is empty");
        }
    }

    /// Reads one element of GlobalSecondaryIndexes.
    SecondaryIndex readGlobalIndex(JsonNode json, BillingMode billing) {
        return add(json, Scope.GLOBAL, keys.read(json.path("KeySchema")), () -> {
            if (billing == BillingMode.PAY_PER_REQUEST && json.hasNonNull("ProvisionedThroughput")) {
                throw DynamoDbErrors.invalidParameters("ProvisionedThroughput should not be specified for index: "
                        + json.path("IndexName").asText() + " when BillingMode is PAY_PER_REQUEST");
            }
        });
    }

    private void add(JsonNode json, Scope scope, KeySchema key) {
        add(json, scope, key, () -> {});
    }

    private SecondaryIndex add(JsonNode json, Scope scope, KeySchema key, Runnable check) {
        String name = json.path("IndexName").asText();
        JsonNode projection = json.path("Projection");
        String type = Members.text(projection, "ProjectionType")
                .orElseThrow(() -> DynamoDbErrors.invalidParameters("Unknown ProjectionType: null"));
        List<String> nonKeys = Members.texts(projection, "NonKeyAttributes");
        if (projection.hasNonNull("NonKeyAttributes") && !type.equals("INCLUDE")) {
            throw DynamoDbErrors.invalidParameters("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        check.run();
        if (indexes.stream().anyMatch(index -> index.name().equals(name))) {
            throw DynamoDbErrors.invalidParameters("Duplicate index name: " + name);
        }
        SecondaryIndex index = new SecondaryIndex(name, scope, key, ProjectionType.valueOf(type), nonKeys);
        indexes.add(index);
        return index;
    }
}
