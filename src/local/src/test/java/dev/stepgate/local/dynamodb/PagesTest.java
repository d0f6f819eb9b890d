// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagesTest {

    private final TestTables dynamodb =
            new TestTables(new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"))).withTables();

    /// Recorded from the service by the authors of dynalite (test/scan.js, "items in string hash order").
    @Test
    void aScanAnswersTextKeysInTheOrderOfTheService() {
        List<String> keys =
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "aardman", "hello", "zapf", "äáöü");
        keys.forEach(key -> dynamodb.put("hash", "{'a':{'S':'" + key + "'}}"));

        assertThat(scanned("hash", "S"))
                .containsExactly("2", "8", "9", "1", "6", "hello", "0", "5", "4", "äáöü", "aardman", "7", "3", "zapf");
    }

    /// Recorded in the same way ("items in number hash order").
    @Test
    void aScanAnswersNumberKeysInTheOrderOfTheService() {
        dynamodb.create("numbers", "'a':'N'", "a");
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "-0.09", "999.9", "0.012345", "-999.9")
                .forEach(key -> dynamodb.put("numbers", "{'a':{'N':'" + key + "'}}"));

        assertThat(scanned("numbers", "N"))
                .containsExactly(
                        "7", "999.9", "8", "3", "2", "-999.9", "9", "4", "-0.09", "6", "1", "0", "0.012345", "5");
    }

    @Test
    void segmentsShareTheTableAmongThem() {
        IntStream.range(0, 100).forEach(i -> dynamodb.put("hash", "{'a':{'S':'" + i + "'}}"));

        List<String> all = new ArrayList<>();
        for (int segment = 0; segment < 7; segment++) {
            dynamodb.call("Scan", "{'TableName':'hash','Segment':" + segment + ",'TotalSegments':7}")
                    .path("Items")
                    .forEach(item -> all.add(item.at("/a/S").asText()));
        }

        assertThat(all).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void pagesOfALimitAnswerEveryItemOnce() {
        IntStream.range(0, 50)
                .forEach(i ->
                        dynamodb.put("indexed", "{'a':{'S':'" + i % 5 + "'},'b':{'S':'" + i + "'},'c':{'S':'x'}}"));

        for (String source : List.of("", ",'IndexName':'ofC'", ",'IndexName':'byC'")) {
            List<String> read = new ArrayList<>();
            JsonNode last = JsonNodeFactory.instance.missingNode();
            do {
                JsonNode page = scan("{'TableName':'indexed','Limit':7" + source + "}", last);
                page.path("Items").forEach(item -> read.add(item.at("/b/S").asText()));
                last = page.path("LastEvaluatedKey");
            } while (!last.isMissingNode());
            assertThat(read).as(source).hasSize(50).doesNotHaveDuplicates();
        }
    }

    /// [Paginating](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html):
    /// a page ends with the item that reaches 1 MB.
    @Test
    void aPageEndsAtOneMegabyte() {
        String text = "x".repeat(300_000);
        IntStream.range(0, 6)
                .forEach(i -> dynamodb.put("number", "{'a':{'S':'k'},'b':{'N':'" + i + "'},'c':{'S':'" + text + "'}}"));

        JsonNode first = dynamodb.call(
                "Query",
                "{'TableName':'number','KeyConditionExpression':'a = :a','ExpressionAttributeValues':{':a':{'S':'k'}},"
                        + "'ReturnConsumedCapacity':'TOTAL','ConsistentRead':true}");

        assertThat(first.path("Count").asInt()).isEqualTo(4);
        assertThat(first.at("/LastEvaluatedKey/b/N").asText()).isEqualTo("3");
        assertThat(first.at("/ConsumedCapacity/CapacityUnits").asInt()).isEqualTo(293);
    }

    /// BatchGetItem reads at most 1 MB of a partition (its API reference, "Important").
    @Test
    void whatABatchDoesNotAnswerIsNamed() {
        String text = "x".repeat(400_000);
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            dynamodb.put("hash", "{'a':{'S':'" + i + "'},'b':{'S':'" + text + "'}}");
            keys.append(keys.isEmpty() ? "" : ",").append("{'a':{'S':'" + i + "'}}");
        }

        JsonNode answer = dynamodb.call(
                "BatchGetItem",
                "{'RequestItems':{'hash':{'Keys':[" + keys + "],'ProjectionExpression':'a','ConsistentRead':true}}}");

        TreeSet<String> all = new TreeSet<>();
        answer.at("/Responses/hash").forEach(item -> all.add(item.at("/a/S").asText()));
        answer.at("/UnprocessedKeys/hash/Keys")
                .forEach(key -> all.add(key.at("/a/S").asText()));
        assertThat(answer.at("/Responses/hash")).hasSize(3);
        assertThat(all).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(answer.at("/UnprocessedKeys/hash/ProjectionExpression").asText())
                .isEqualTo("a");
    }

    private List<String> scanned(String table, String type) {
        List<String> keys = new ArrayList<>();
        dynamodb.call("Scan", "{'TableName':'" + table + "'}")
                .path("Items")
                .forEach(item -> keys.add(item.path("a").path(type).asText()));
        return keys;
    }

    private JsonNode scan(String input, JsonNode start) {
        ObjectNode scan = (ObjectNode) Json.parse(input.replace('\'', '"'));
        if (!start.isMissingNode()) {
            scan.set("ExclusiveStartKey", start);
        }
        return dynamodb.call("Scan", scan);
    }
}
