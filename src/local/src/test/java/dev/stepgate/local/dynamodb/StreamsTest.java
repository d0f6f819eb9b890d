// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Behaviour from the [developer
/// guide](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html) and the API
/// reference of DynamoDB Streams.
class StreamsTest {
    private static final String ARN = TestTables.ARN + "table/stream/2025-01-01T00:00:00.000";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestTables dynamodb = new TestTables(time);

    @BeforeEach
    void create() throws Exception {
        time.pause();
        create("NEW_AND_OLD_IMAGES");
    }

    private void create(String view) {
        ObjectNode input = (ObjectNode) Json.parse(TestTables.createInput("table", "'a':'S'", "a"));
        input.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", view);
        dynamodb.tables.create(input, time.now());
    }

    @Test
    void aTableNamesItsStream() {
        JsonNode table = dynamodb.call("DescribeTable", "{'TableName':'table'}").path("Table");

        assertThat(table.path("LatestStreamArn").asText()).isEqualTo(ARN);
        assertThat(table.path("LatestStreamLabel").asText()).isEqualTo("2025-01-01T00:00:00.000");
        assertThat(table.path("StreamSpecification").toString())
                .isEqualTo("{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}");
        assertThat(dynamodb.tables.stream("table").orElseThrow().arn()).isEqualTo(ARN);
    }

    @Test
    void changesAreRecordedInOrderWithTheirImages() {
        dynamodb.put("table", "{'a':{'S':'k'},'n':{'N':'1'}}");
        dynamodb.put("table", "{'a':{'S':'k'},'n':{'N':'2'}}");
        dynamodb.call("DeleteItem", "{'TableName':'table','Key':{'a':{'S':'k'}}}");

        List<JsonNode> records = records("TRIM_HORIZON");

        assertThat(records).hasSize(3);
        assertThat(records.stream().map(record -> record.path("eventID").asText()))
                .allMatch(id -> id.matches("[0-9a-f]{32}"))
                .doesNotHaveDuplicates();
        ((ObjectNode) records.getFirst()).remove("eventID");
        assertThat(records.getFirst().toString()).isEqualTo("""
                {"eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1",\
                "dynamodb":{"ApproximateCreationDateTime":1735689600,"Keys":{"a":{"S":"k"}},\
                "NewImage":{"a":{"S":"k"},"n":{"N":"1"}},"SequenceNumber":"100000000000000000001","SizeBytes":7,\
                "StreamViewType":"NEW_AND_OLD_IMAGES"}}""");
        assertThat(records.get(1).path("eventName").asText()).isEqualTo("MODIFY");
        assertThat(records.get(1).at("/dynamodb/OldImage/n/N").asText()).isEqualTo("1");
        assertThat(records.get(1).at("/dynamodb/NewImage/n/N").asText()).isEqualTo("2");
        assertThat(records.get(2).path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(records.get(2).path("dynamodb").has("NewImage")).isFalse();
    }

    @Test
    void aWriteThatChangesNothingIsNotRecorded() {
        dynamodb.put("table", "{'a':{'S':'k'}}");
        dynamodb.put("table", "{'a':{'S':'k'}}");
        dynamodb.call("DeleteItem", "{'TableName':'table','Key':{'a':{'S':'absent'}}}");

        assertThat(records("TRIM_HORIZON")).hasSize(1);
    }

    @Test
    void aCancelledTransactionIsNotRecorded() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> dynamodb.call(
                        "TransactWriteItems",
                        "{'TransactItems':[{'Put':{'TableName':'table','Item':{'a':{'S':'1'}}}},{'ConditionCheck':"
                                + "{'TableName':'table','Key':{'a':{'S':'2'}},'ConditionExpression':"
                                + "'attribute_exists(a)'}}]}"));

        assertThat(records("TRIM_HORIZON")).isEmpty();
    }

    @Test
    void theViewTypeDecidesWhichImagesAreRecorded() throws Exception {
        for (String view : List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE")) {
            dynamodb.call("DeleteTable", "{'TableName':'table'}");
            time.advance(Duration.ofSeconds(1));
            create(view);
            dynamodb.put("table", "{'a':{'S':'k'},'n':{'N':'1'}}");
            dynamodb.put("table", "{'a':{'S':'k'},'n':{'N':'2'}}");

            JsonNode told = records("TRIM_HORIZON").getLast().path("dynamodb");

            assertThat(told.has("NewImage")).isEqualTo(view.equals("NEW_IMAGE"));
            assertThat(told.has("OldImage")).isEqualTo(view.equals("OLD_IMAGE"));
        }
    }

    /// [Time to live and
    /// streams](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html)
    @Test
    void anItemWhoseTimeHasRunOutIsRemovedByTheService() throws Exception {
        dynamodb.call(
                "UpdateTimeToLive",
                "{'TableName':'table','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'ttl'}}");
        dynamodb.put("table", "{'a':{'S':'k'},'ttl':{'N':'1735689610'}}");

        time.advance(Duration.ofSeconds(11));

        assertThat(records("TRIM_HORIZON").getLast().path("userIdentity").toString())
                .isEqualTo("{\"PrincipalId\":\"dynamodb.amazonaws.com\",\"Type\":\"Service\"}");
    }

    @Test
    void readingBeginsWhereTheCallerSays() {
        dynamodb.put("table", "{'a':{'S':'1'}}");
        dynamodb.put("table", "{'a':{'S':'2'}}");
        String latest = iterator("LATEST", "");
        dynamodb.put("table", "{'a':{'S':'3'}}");

        assertThat(keys(read(latest))).containsExactly("3");
        assertThat(keys(read(iterator("AT_SEQUENCE_NUMBER", "100000000000000000002"))))
                .containsExactly("2", "3");
        assertThat(keys(read(iterator("AFTER_SEQUENCE_NUMBER", "100000000000000000002"))))
                .containsExactly("3");
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            dynamodb.put("table", "{'a':{'S':'" + i + "'}}");
        }

        JsonNode first =
                dynamodb.call("GetRecords", "{'Limit':3,'ShardIterator':'" + iterator("TRIM_HORIZON", "") + "'}");
        JsonNode second = read(first.path("NextShardIterator").asText());

        assertThat(keys(first)).containsExactly("0", "1", "2");
        assertThat(keys(second)).containsExactly("3", "4");
        assertThat(second.has("NextShardIterator")).isTrue();
    }

    @Test
    void recordsAreKeptForADay() throws Exception {
        dynamodb.put("table", "{'a':{'S':'1'}}");
        String old = iterator("TRIM_HORIZON", "");
        time.advance(Duration.ofHours(24).plusSeconds(1));
        dynamodb.put("table", "{'a':{'S':'2'}}");

        assertThat(keys(read(iterator("TRIM_HORIZON", "")))).containsExactly("2");
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> read(old))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("TrimmedDataAccessException"));
    }

    @Test
    void aDisabledStreamIsReadToItsEnd() {
        dynamodb.put("table", "{'a':{'S':'1'}}");
        dynamodb.call("UpdateTable", "{'TableName':'table','StreamSpecification':{'StreamEnabled':false}}");
        dynamodb.put("table", "{'a':{'S':'2'}}");

        JsonNode stream =
                dynamodb.call("DescribeStream", "{'StreamArn':'" + ARN + "'}").path("StreamDescription");
        JsonNode all = read(iterator("TRIM_HORIZON", ""));

        assertThat(stream.path("StreamStatus").asText()).isEqualTo("DISABLED");
        assertThat(stream.at("/Shards/0/SequenceNumberRange/EndingSequenceNumber")
                        .asText())
                .isEqualTo("100000000000000000001");
        assertThat(keys(all)).containsExactly("1");
        assertThat(all.has("NextShardIterator")).isFalse();
    }

    @Test
    void streamsAreListed() {
        assertThat(dynamodb.call("ListStreams", "{'TableName':'table'}").toString())
                .isEqualTo("{\"Streams\":[{\"StreamArn\":\"" + ARN
                        + "\",\"StreamLabel\":\"2025-01-01T00:00:00.000\",\"TableName\":\"table\"}]}");
        assertThat(dynamodb.call("ListStreams", "{'TableName':'other'}").toString())
                .isEqualTo("{\"Streams\":[]}");
    }

    private String iterator(String type, String number) {
        String arn = dynamodb.tables.stream("table").orElseThrow().arn();
        String shard = dynamodb.call("DescribeStream", "{'StreamArn':'" + arn + "'}")
                .at("/StreamDescription/Shards/0/ShardId")
                .asText();
        String from = number.isEmpty() ? "" : ",'SequenceNumber':'" + number + "'";
        return dynamodb.call(
                        "GetShardIterator",
                        "{'StreamArn':'" + arn + "','ShardId':'" + shard + "','ShardIteratorType':'" + type + "'" + from
                                + "}")
                .path("ShardIterator")
                .asText();
    }

    private JsonNode read(String iterator) {
        return dynamodb.call("GetRecords", "{'ShardIterator':'" + iterator + "'}");
    }

    private List<JsonNode> records(String type) {
        List<JsonNode> records = new ArrayList<>();
        read(iterator(type, "")).path("Records").forEach(records::add);
        return records;
    }

    private static List<String> keys(JsonNode output) {
        List<String> keys = new ArrayList<>();
        output.path("Records")
                .forEach(record -> keys.add(record.at("/dynamodb/Keys/a/S").asText()));
        return keys;
    }
}
