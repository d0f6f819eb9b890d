// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The records for one call of a function.
///
/// @param failures how often they have failed so far
record StreamBatch(List<StreamRecord> records, int failures) {

    StreamBatch {
        records = List.copyOf(records);
    }

    static StreamBatch of(List<StreamRecord> records) {
        return new StreamBatch(records, 0);
    }

    /// Returns the function's event.
    JsonNode event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = event.putArray("Records");
        records.forEach(record -> listed.add(record.toEvent()));
        return event;
    }

    StreamBatch failedAgain() {
        return new StreamBatch(records, failures + 1);
    }

    /// Returns both halves, without earlier failures.
    List<StreamBatch> halves() {
        int middle = records.size() / 2;
        return List.of(of(records.subList(0, middle)), of(records.subList(middle, records.size())));
    }

    /// Returns the records that the function has not processed according to its answer, a [partial batch
    /// response](https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html): those
    /// from the first failed one on. An answer without a list means that all were processed; an invalid one,
    /// that none was.
    List<StreamRecord> unhandled(byte[] payload) {
        JsonNode named;
        try {
            named = Json.parse(payload).path("batchItemFailures");
        } catch (JsonSyntaxException _) {
            return payload.length == 0 ? List.of() : records;
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : named) {
            failed.add(failure.path("itemIdentifier").asText(""));
        }
        if (failed.isEmpty()) {
            return List.of();
        }
        List<StreamRecord> rest = new ArrayList<>(records);
        while (!rest.isEmpty() && !failed.contains(rest.getFirst().sequenceNumber())) {
            rest.removeFirst();
        }
        return rest.isEmpty() ? records : rest;
    }
}
