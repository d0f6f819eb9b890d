// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables and what is in them are there in the next process.
class TablesOnDiskTest {
    private static final String TABLE = """
            {"TableName": "orders", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "n", "AttributeType": "N"},
                                      {"AttributeName": "state", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}],
             "GlobalSecondaryIndexes": [{"IndexName": "byState", "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}],
                                         "Projection": {"ProjectionType": "ALL"}}],
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"}}
            """;

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private Store store;
    private Tables tables;

    @BeforeEach
    void begin() {
        time.pause();
        store = DataFolder.open(folder, Sync.NEVER, DataFolder.Loss.REFUSED);
        tables = new Tables(
                new Account("aws", "us-east-1", "123456789012"),
                time,
                () -> UUID.randomUUID().toString(),
                store);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void restart() {
        end();
        begin();
    }

    private JsonNode call(String operation, String input) {
        return tables.call(new AwsCall(operation, Json.parse(input), "id"))
                .toCompletableFuture()
                .join();
    }

    private void put(String item) {
        call("PutItem", "{\"TableName\": \"orders\", \"Item\": " + item + "}");
    }

    @Test
    void itemsIndexesAndTheTableItselfAreAsTheyWere() {
        call("CreateTable", TABLE);
        put(
                "{'id':{'S':'a'},'n':{'N':'1'},'state':{'S':'open'},'more':{'L':[{'NULL':true},{'B':'AAE='},{'NS':['1','2.5']}]}}"
                        .replace('\'', '"'));
        put("{'id':{'S':'a'},'n':{'N':'2'},'state':{'S':'open'}}".replace('\'', '"'));
        put("{'id':{'S':'a'},'n':{'N':'2.0'},'state':{'S':'done'}}".replace('\'', '"'));
        put("{'id':{'S':'b'},'n':{'N':'1'}}".replace('\'', '"'));
        call("DeleteItem", "{'TableName':'orders','Key':{'id':{'S':'b'},'n':{'N':'1'}}}".replace('\'', '"'));
        call(
                "UpdateTimeToLive",
                "{'TableName':'orders','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'ttl'}}"
                        .replace('\'', '"'));
        JsonNode items = call("Scan", "{\"TableName\":\"orders\"}");
        JsonNode described = call("DescribeTable", "{\"TableName\":\"orders\"}");

        restart();

        assertThat(call("Scan", "{\"TableName\":\"orders\"}")).isEqualTo(items);
        assertThat(call("DescribeTable", "{\"TableName\":\"orders\"}")).isEqualTo(described);
        assertThat(call("Query", """
                        {"TableName": "orders", "IndexName": "byState", "KeyConditionExpression": "#s = :s",
                         "ExpressionAttributeNames": {"#s": "state"}, "ExpressionAttributeValues": {":s": {"S": "done"}}}
                        """).path("Count").intValue()).isEqualTo(1);
        assertThat(call("DescribeTimeToLive", "{\"TableName\":\"orders\"}")
                        .path("TimeToLiveDescription")
                        .path("AttributeName")
                        .asText())
                .isEqualTo("ttl");
    }

    @Test
    void aTransactionIsNotDoneASecondTimeByItsToken() {
        call("CreateTable", TABLE);
        String transaction = """
                {"ClientRequestToken": "t", "TransactItems": [{"Update": {"TableName": "orders",
                  "Key": {"id": {"S": "a"}, "n": {"N": "1"}}, "UpdateExpression": "ADD c :one",
                  "ExpressionAttributeValues": {":one": {"N": "1"}}}}]}
                """;
        call("TransactWriteItems", transaction);

        restart();
        call("TransactWriteItems", transaction);

        assertThat(call("Scan", "{\"TableName\":\"orders\"}").at("/Items/0/c/N").asText())
                .isEqualTo("1");
    }

    @Test
    void aTemplateFindsItsTableWithTheItemsInIt() {
        tables.create(Json.parse(TABLE), Instant.EPOCH);
        put("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}");

        restart();
        tables.create(Json.parse(TABLE), Instant.EPOCH);

        assertThat(call("Scan", "{\"TableName\":\"orders\"}").path("Count").intValue())
                .isEqualTo(1);
        restart();
        String otherKey = TABLE.replace(", {\"AttributeName\": \"n\", \"KeyType\": \"RANGE\"}", "")
                .replace("{\"AttributeName\": \"n\", \"AttributeType\": \"N\"},", "");
        assertThatThrownBy(() -> tables.create(Json.parse(otherKey), Instant.EPOCH))
                .hasMessageContaining("a table cannot change its key");
    }

    @Test
    void limitsAndRecoveryOfATableAreAsTheyWere() {
        String table = TABLE.replace("\"TableName\"", "\"WarmThroughput\": {\"ReadUnitsPerSecond\": 7}, \"TableName\"");
        call("CreateTable", table);
        call(
                "UpdateContinuousBackups",
                "{\"TableName\":\"orders\",\"PointInTimeRecoverySpecification\":{\"PointInTimeRecoveryEnabled\":true}}");

        restart();

        String named = "{\"TableName\":\"orders\"}";
        assertThat(call("DescribeTable", named)
                        .at("/Table/WarmThroughput/ReadUnitsPerSecond")
                        .asInt())
                .isEqualTo(7);
        assertThat(call("DescribeContinuousBackups", named)
                        .findValue("PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
    }

    @Test
    void aDeletedTableStaysAway() {
        call("CreateTable", TABLE);
        put("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}");
        call("DeleteTable", "{\"TableName\":\"orders\"}");

        restart();
        call("CreateTable", TABLE);

        assertThat(call("Scan", "{\"TableName\":\"orders\"}").path("Count").intValue())
                .isZero();
    }
}
