// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.Item;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// One change in a stream.
///
/// @param number its position in the stream, from 1
public record StreamRecord(Stream stream, long number, Instant at, Change change) {
    private static final int SEQUENCE_DIGITS = 20;

    /// The properties that all records of a stream share.
    public record Stream(String arn, String region, String shard, ViewType view) {}

    /// Returns what is kept of the record.
    ObjectNode kept() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("at", at.toString());
        json.put("author", change.author().name());
        json.set("key", change.key().toJson());
        change.before().ifPresent(item -> json.set("before", item.toJson()));
        change.after().ifPresent(item -> json.set("after", item.toJson()));
        return json;
    }

    static StreamRecord read(Stream stream, long number, JsonNode json) {
        Change change = new Change(
                Item.read(json.path("key")),
                Members.find(json, "before").map(Item::read),
                Members.find(json, "after").map(Item::read),
                Change.Author.valueOf(json.path("author").asText()));
        return new StreamRecord(stream, number, Instant.parse(json.path("at").asText()), change);
    }

    /// Returns digits that increase from record to record; all have the same length, so they sort as strings
    /// too.
    public String sequenceNumber() {
        return sequenceNumber(number);
    }

    static String sequenceNumber(long number) {
        return "1" + String.format(Locale.ROOT, "%0" + SEQUENCE_DIGITS + "d", number);
    }

    /// Returns the number in a sequence number of this runtime; 0 when the text is not one.
    static long number(String sequenceNumber) {
        boolean isOurs = sequenceNumber.matches("1[0-9]{20}");
        return isOurs ? Long.parseLong(sequenceNumber.substring(2)) : 0;
    }

    /// Returns the record as in GetRecords
    /// ([Record](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html)).
    public ObjectNode toJson() {
        ObjectNode json = head();
        if (change.author() == Change.Author.TIME_TO_LIVE) {
            json.putObject("userIdentity")
                    .put("PrincipalId", "dynamodb.amazonaws.com")
                    .put("Type", "Service");
        }
        return json;
    }

    /// Returns the record as in a function's event
    /// ([example](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)).
    public ObjectNode toEvent() {
        ObjectNode json = head().put("eventSourceARN", stream.arn());
        if (change.author() == Change.Author.TIME_TO_LIVE) {
            json.putObject("userIdentity")
                    .put("principalId", "dynamodb.amazonaws.com")
                    .put("type", "Service");
        }
        return json;
    }

    private ObjectNode head() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("eventID", eventId())
                .put("eventName", change.eventName())
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", stream.region());
        json.set("dynamodb", body());
        return json;
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ApproximateCreationDateTime", at.getEpochSecond());
        body.set("Keys", change.key().toJson());
        int size = change.key().size();
        if (stream.view().hasNew() && change.after().isPresent()) {
            Item image = change.after().get();
            body.set("NewImage", image.toJson());
            size += image.size();
        }
        if (stream.view().hasOld() && change.before().isPresent()) {
            Item image = change.before().get();
            body.set("OldImage", image.toJson());
            size += image.size();
        }
        return body.put("SequenceNumber", sequenceNumber())
                .put("SizeBytes", size)
                .put("StreamViewType", stream.view().name());
    }

    /// Returns 32 hexadecimal digits that depend on the record alone.
    private String eventId() {
        byte[] name = (stream.arn() + "/" + number).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }
}
