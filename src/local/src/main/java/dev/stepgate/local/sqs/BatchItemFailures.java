// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `{"batchItemFailures": [{"itemIdentifier": "id"}]}` ([reporting batch item
/// failures](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html)).
final class BatchItemFailures {

    private BatchItemFailures() {}

    /// Returns the messages that did not fail: all of them if the answer has no list, none if it is not
    /// valid.
    static List<ReceivedMessage> handled(List<ReceivedMessage> batch, byte[] payload) {
        JsonNode failures;
        try {
            failures = Json.parse(payload).path("batchItemFailures");
        } catch (JsonSyntaxException _) {
            return payload.length == 0 ? batch : List.of();
        }
        if (failures.isMissingNode() || failures.isNull()) {
            return batch;
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText();
            if (id.isEmpty() || failure.path("itemIdentifier").isNull()) {
                return List.of();
            }
            failed.add(id);
        }
        return batch.stream().filter(message -> !failed.contains(message.id())).toList();
    }
}
