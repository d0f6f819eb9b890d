// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The one to ten entries of a batch operation, each of which succeeds or fails by itself.
record SqsBatch(JsonNode entries) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int MAXIMUM_ENTRIES = 10;
    private static final int MAXIMUM_BYTES = 1_048_576;

    static SqsBatch of(JsonNode input, String operation) {
        JsonNode entries = input.path("Entries");
        if (entries.isEmpty()) {
            throw QueueErrors.of(
                    "EmptyBatchRequest", "There should be at least one " + operation + "RequestEntry in the request.");
        }
        if (entries.size() > MAXIMUM_ENTRIES) {
            throw QueueErrors.of(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
        }
        requireIds(entries);
        return new SqsBatch(entries);
    }

    private static void requireIds(JsonNode entries) {
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : entries) {
            String id = Members.required(entry, "Id", QueueErrors::missing);
            if (!ID.matcher(id).matches()) {
                throw QueueErrors.of(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at"
                                + " most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw QueueErrors.of("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
    }

    /// Checks the size: the limit for one message applies to the sum of all.
    SqsBatch requireSize() {
        int size = 0;
        for (JsonNode entry : entries) {
            size += NewMessage.size(entry);
        }
        if (size > MAXIMUM_BYTES) {
            throw QueueErrors.of(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + MAXIMUM_BYTES + " bytes. You have sent " + size
                            + " bytes.");
        }
        return this;
    }

    /// Checks what messages for a FIFO queue need; if one lacks it, the whole batch is refused.
    SqsBatch requireOrder(QueueAttributes attributes) {
        for (JsonNode entry : attributes.isFifo() ? entries : JsonNodeFactory.instance.arrayNode()) {
            if (!entry.hasNonNull("MessageGroupId")) {
                throw QueueErrors.invalid("The request must contain the parameter MessageGroupId.");
            }
            if (!entry.hasNonNull("MessageDeduplicationId")) {
                Deduplication.requireContentBased(attributes);
            }
        }
        return this;
    }

    JsonNode run(Function<JsonNode, ObjectNode> operation) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode successful = output.putArray("Successful");
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            try {
                ObjectNode success = JsonNodeFactory.instance.objectNode().put("Id", id);
                successful.add(success.setAll(operation.apply(entry)));
            } catch (AwsException refused) {
                output.withArray("/Failed")
                        .addObject()
                        .put("Id", id)
                        .put("SenderFault", true)
                        .put("Code", refused.code())
                        .put("Message", refused.message());
            }
        }
        return output;
    }
}
