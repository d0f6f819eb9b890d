// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.TableDefinition.BillingMode;
import dev.stepgate.local.dynamodb.TableDefinition.Settings;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.item.WireTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the input of CreateTable; throws a ValidationException when it is not valid.
final class TableReader {
    private static final int RECOVERY_DAYS = 35;
    static final long MAX_UNITS = 1_000_000_000_000L;
    private static final String THROUGHPUT = "ProvisionedThroughput";

    private TableReader() {}

    static TableDefinition read(JsonNode input) {
        BillingMode billing = billing(input);
        requireThroughput(input, billing);
        KeySchemaReader keys = KeySchemaReader.of(input);
        KeySchema key = key(input, keys);
        List<SecondaryIndex> indexes = IndexReader.read(input, keys, key, billing);
        requireAllUsed(keys.definitions(), key, indexes);
        return new TableDefinition(
                input.path("TableName").asText(),
                keys.definitions(),
                key,
                indexes,
                billing,
                throughput(input, billing),
                settings(input));
    }

    private static KeySchema key(JsonNode input, KeySchemaReader keys) {
        JsonNode schema = input.path("KeySchema");
        if (schema.size() > keys.definitions().size()) {
            throw DynamoDbErrors.validation("Invalid KeySchema: Some index key attribute have no definition");
        }
        KeySchema key = keys.read(schema);
        boolean hasIndexes = input.hasNonNull("LocalSecondaryIndexes") || input.hasNonNull("GlobalSecondaryIndexes");
        if (!hasIndexes && schema.size() != keys.definitions().size()) {
            throw DynamoDbErrors.invalidParameters("Number of attributes in KeySchema does not exactly match number of"
                    + " attributes defined in AttributeDefinitions");
        }
        return key;
    }

    private static BillingMode billing(JsonNode input) {
        return Members.text(input, "BillingMode").map(BillingMode::valueOf).orElse(BillingMode.PROVISIONED);
    }

    private static void requireThroughput(JsonNode input, BillingMode billing) {
        boolean given = input.hasNonNull(THROUGHPUT);
        if (billing == BillingMode.PAY_PER_REQUEST && given) {
            throw DynamoDbErrors.invalidParameters("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (billing == BillingMode.PROVISIONED && !given) {
            throw DynamoDbErrors.invalidParameters("ReadCapacityUnits and WriteCapacityUnits must both be specified"
                    + " when BillingMode is PROVISIONED");
        }
        requireBounds(input.path(THROUGHPUT));
    }

    static void requireBounds(JsonNode throughput) {
        for (String name : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
            long units = throughput.path(name).longValue();
            if (units > MAX_UNITS) {
                throw DynamoDbErrors.validation("Given value " + units + " for " + name + " is out of bounds");
            }
        }
    }

    private static void requireAllUsed(List<KeyAttribute> definitions, KeySchema key, List<SecondaryIndex> indexes) {
        List<String> unused = definitions.stream()
                .map(KeyAttribute::name)
                .filter(name -> !key.has(name)
                        && indexes.stream().noneMatch(index -> index.key().has(name)))
                .toList();
        if (!unused.isEmpty()) {
            throw DynamoDbErrors.invalidParameters("Some AttributeDefinitions are not used. AttributeDefinitions: "
                    + definitions.stream().map(KeyAttribute::name).toList() + ", keys used: "
                    + definitions.stream()
                            .map(KeyAttribute::name)
                            .filter(name -> !unused.contains(name))
                            .toList());
        }
    }

    private static Map<String, Throughput> throughput(JsonNode input, BillingMode billing) {
        Map<String, Throughput> throughput = new TreeMap<>();
        if (billing == BillingMode.PROVISIONED) {
            throughput.put("", Throughput.read(input.path(THROUGHPUT)));
            input.path("GlobalSecondaryIndexes")
                    .forEach(index ->
                            throughput.put(index.path("IndexName").asText(), Throughput.read(index.path(THROUGHPUT))));
        }
        return throughput;
    }

    private static Settings settings(JsonNode input) {
        return new Settings(
                Members.find(input, "DeletionProtectionEnabled")
                        .map(WireTypes::flag)
                        .orElse(false),
                Encryption.read(input),
                Members.text(input, "TableClass"),
                Limits.read(input),
                recoveryDays(input.path("PointInTimeRecoverySpecification")));
    }

    /// Returns the days of point-in-time recovery; empty when it is not to be on.
    static Optional<Integer> recoveryDays(JsonNode specification) {
        return Members.find(specification, "PointInTimeRecoveryEnabled")
                .filter(WireTypes::flag)
                .map(_ -> Members.number(specification, "RecoveryPeriodInDays").orElse(RECOVERY_DAYS));
    }
}
