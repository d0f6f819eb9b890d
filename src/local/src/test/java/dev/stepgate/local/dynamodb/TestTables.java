// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/// Calls DynamoDB like a client.
public final class TestTables {
    public static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/";

    public final Tables tables;
    private final Time time;

    public TestTables(Time time) {
        this.time = time;
        Account account = new Account("aws", "us-east-1", "123456789012");
        tables = new Tables(account, time, () -> UUID.randomUUID().toString());
    }

    /// Tables for tests of operations on items: `hash` (a), `number` (a, b: N), and `indexed` (a, b) with the
    /// local indexes `byC` (everything) and `byD` (keys and c), and the global ones `ofC` (everything) and
    /// `ofCD` (keys and e).
    public TestTables withTables() {
        create("hash", "'a':'S'", "a");
        create("number", "'a':'S','b':'N'", "a,b");
        tables.create(Json.parse("""
                {"TableName":"indexed","BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"},
                  {"AttributeName":"c","AttributeType":"S"},{"AttributeName":"d","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],
                 "LocalSecondaryIndexes":[
                  {"IndexName":"byC","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"c","KeyType":"RANGE"}],
                   "Projection":{"ProjectionType":"ALL"}},
                  {"IndexName":"byD","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"d","KeyType":"RANGE"}],
                   "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["c"]}}],
                 "GlobalSecondaryIndexes":[
                  {"IndexName":"ofC","KeySchema":[{"AttributeName":"c","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}},
                  {"IndexName":"ofCD","KeySchema":[{"AttributeName":"c","KeyType":"HASH"},{"AttributeName":"d","KeyType":"RANGE"}],
                   "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["e"]}}]}
                """), time.now());
        return this;
    }

    /// @param attributes with single quotes: `'a':'S'`
    /// @param key one or two names with a comma between them
    public TestTables create(String name, String attributes, String key) {
        tables.create(Json.parse(createInput(name, attributes, key)), time.now());
        return this;
    }

    static String createInput(String name, String attributes, String key) {
        StringBuilder definitions = new StringBuilder();
        Json.parse("{" + attributes.replace('\'', '"') + "}")
                .properties()
                .forEach(attribute -> definitions
                        .append(definitions.isEmpty() ? "" : ",")
                        .append("{\"AttributeName\":\"" + attribute.getKey() + "\",\"AttributeType\":\""
                                + attribute.getValue().asText() + "\"}"));
        String[] keys = key.split(",", -1);
        String sort = keys.length == 1 ? "" : ",{\"AttributeName\":\"" + keys[1] + "\",\"KeyType\":\"RANGE\"}";
        return "{\"TableName\":\"" + name + "\",\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":["
                + definitions + "],\"KeySchema\":[{\"AttributeName\":\"" + keys[0] + "\",\"KeyType\":\"HASH\"}" + sort
                + "]}";
    }

    public JsonNode call(String operation, JsonNode input) {
        try {
            return tables.call(new AwsCall(operation, input, "request"))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof AwsException refused ? refused : e;
        }
    }

    /// Calls an operation; single quotes stand for double quotes.
    public JsonNode call(String operation, String input) {
        return call(operation, Json.parse(input.replace('\'', '"')));
    }

    /// @param item with single quotes
    public void put(String table, String item) {
        call("PutItem", "{'TableName':'" + table + "','Item':" + item + "}");
    }

    /// Returns the item, or a missing node.
    public JsonNode get(String table, String key) {
        return call("GetItem", "{'TableName':'" + table + "','Key':" + key + "}")
                .path("Item");
    }
}
