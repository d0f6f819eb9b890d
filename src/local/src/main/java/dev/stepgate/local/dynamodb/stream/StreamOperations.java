// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The operations of the DynamoDB Streams API
/// ([reference](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html)).
/// Every stream has one shard.
public final class StreamOperations {
    private static final int PAGE = 100;
    private static final int MAX_RECORDS = 1000;

    private final Supplier<? extends Collection<StreamLog>> streams;

    /// @param streams all readable streams, in a stable order
    public StreamOperations(Supplier<? extends Collection<StreamLog>> streams) {
        this.streams = streams;
    }

    /// Returns true for one of these operations.
    public static boolean has(String operation) {
        return switch (operation) {
            case "ListStreams", "DescribeStream", "GetShardIterator", "GetRecords" -> true;
            default -> false;
        };
    }

    public JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "ListStreams" -> list(input);
            case "DescribeStream" -> describe(input);
            case "GetShardIterator" -> shardIterator(input);
            case "GetRecords" -> records(input);
            default -> throw AwsException.unknownOperation("dynamodb", operation);
        };
    }

    private JsonNode list(JsonNode input) {
        int limit = Members.number(input, "Limit").orElse(PAGE);
        List<StreamLog> after = streams.get().stream()
                .filter(stream -> Members.text(input, "TableName")
                        .map(stream.table()::equals)
                        .orElse(true))
                .dropWhile(stream -> Members.text(input, "ExclusiveStartStreamArn")
                        .map(arn -> stream.arn().compareTo(arn) <= 0)
                        .orElse(false))
                .toList();
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = output.putArray("Streams");
        after.stream().limit(limit).forEach(stream -> listed.add(name(stream)));
        if (after.size() > limit) {
            output.put("LastEvaluatedStreamArn", after.get(limit - 1).arn());
        }
        return output;
    }

    private static ObjectNode name(StreamLog stream) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("StreamArn", stream.arn())
                .put("StreamLabel", stream.label())
                .put("TableName", stream.table());
    }

    private JsonNode describe(JsonNode input) {
        StreamLog stream = stream(input.path("StreamArn").asText());
        ObjectNode description = name(stream)
                .put("StreamStatus", stream.isClosed() ? "DISABLED" : "ENABLED")
                .put("StreamViewType", stream.view().name());
        description.set(
                "CreationRequestDateTime", Json.number(stream.createdAt().toEpochMilli() / 1000.0));
        description.set("KeySchema", stream.key().toJson());
        ArrayNode shards = description.putArray("Shards");
        if (!Members.text(input, "ExclusiveStartShardId").equals(Optional.of(stream.shard()))) {
            ObjectNode range = shards.addObject().put("ShardId", stream.shard()).putObject("SequenceNumberRange");
            range.put("StartingSequenceNumber", StreamRecord.sequenceNumber(1));
            if (stream.isClosed()) {
                range.put("EndingSequenceNumber", StreamRecord.sequenceNumber(Math.max(1, stream.lastNumber())));
            }
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.set("StreamDescription", description);
        return output;
    }

    private JsonNode shardIterator(JsonNode input) {
        StreamLog stream = stream(input.path("StreamArn").asText());
        if (!stream.shard().equals(input.path("ShardId").asText())) {
            throw DynamoDbErrors.notFound("Requested resource not found: Shard does not exist");
        }
        long after = switch (input.path("ShardIteratorType").asText()) {
            case "TRIM_HORIZON" -> stream.beforeFirst();
            case "LATEST" -> stream.lastNumber();
            case "AT_SEQUENCE_NUMBER" -> number(input) - 1;
            default -> number(input);
        };
        return JsonNodeFactory.instance.objectNode().put("ShardIterator", iterator(stream, after));
    }

    private static long number(JsonNode input) {
        long number = StreamRecord.number(input.path("SequenceNumber").asText());
        if (number == 0) {
            throw DynamoDbErrors.validation("Invalid SequenceNumber");
        }
        return number;
    }

    private static String iterator(StreamLog stream, long after) {
        return stream.arn() + "|1|" + after;
    }

    private JsonNode records(JsonNode input) {
        String iterator = input.path("ShardIterator").asText();
        int bar = iterator.indexOf("|1|");
        if (bar < 0 || !iterator.substring(bar + 3).matches("[0-9]{1,18}")) {
            throw DynamoDbErrors.validation("Invalid ShardIterator");
        }
        StreamLog stream = stream(iterator.substring(0, bar));
        long after = Long.parseLong(iterator.substring(bar + 3));
        requireKept(stream, after);
        List<StreamRecord> records =
                stream.after(after, Members.number(input, "Limit").orElse(MAX_RECORDS));
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = output.putArray("Records");
        records.forEach(record -> listed.add(record.toJson()));
        long next = records.isEmpty() ? after : records.getLast().number();
        if (!stream.isClosed() || next < stream.lastNumber()) {
            output.put("NextShardIterator", iterator(stream, next));
        }
        return output;
    }

    private static void requireKept(StreamLog stream, long after) {
        if (after < stream.beforeFirst()) {
            throw new AwsException(
                    400,
                    "TrimmedDataAccessException",
                    "The data you are trying to access is older than 24 hours and has been trimmed");
        }
    }

    private StreamLog stream(String arn) {
        return streams.get().stream()
                .filter(stream -> stream.arn().equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> DynamoDbErrors.notFound("Requested resource not found: Stream: " + arn + " not found"));
    }
}
