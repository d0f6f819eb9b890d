// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The message to a destination about a batch that was given up on
/// ([example](https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html)).
final class GivenUp {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private GivenUp() {}

    /// @param answer of the last call; null when there was none
    record Reason(
            String condition,
            String requestId,
            Instant at,
            @Nullable JsonNode answer) {}

    static JsonNode of(StreamBatch batch, StreamEventSource source, Reason reason) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.putObject("requestContext")
                .put("requestId", reason.requestId())
                .put("functionArn", source.function())
                .put("condition", reason.condition())
                .put("approximateInvokeCount", batch.failures());
        if (reason.answer() != null) {
            response(reason.answer(), told.putObject("responseContext"));
        }
        told.put("version", "1.0").put("timestamp", MILLIS.format(reason.at()));
        StreamRecord first = batch.records().getFirst();
        StreamRecord last = batch.records().getLast();
        told.putObject("DDBStreamBatchInfo")
                .put("shardId", first.stream().shard())
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put("approximateArrivalOfFirstRecord", SECONDS.format(first.at()))
                .put("approximateArrivalOfLastRecord", SECONDS.format(last.at()))
                .put("batchSize", batch.records().size())
                .put("streamArn", first.stream().arn());
        return told;
    }

    private static void response(JsonNode answer, ObjectNode response) {
        response.put("statusCode", answer.path("StatusCode").asInt(200));
        response.put("executedVersion", answer.path("ExecutedVersion").asText("$LATEST"));
        if (answer.has("FunctionError")) {
            response.set("functionError", answer.get("FunctionError"));
        }
    }
}
