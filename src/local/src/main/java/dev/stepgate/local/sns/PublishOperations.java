// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.util.HashSet;
import java.util.Set;

/// Implements Publish and PublishBatch.
final class PublishOperations {

    private static final int MAXIMUM_ENTRIES = 10;

    private final Topics topics;

    PublishOperations(Topics topics) {
        this.topics = topics;
    }

    ObjectNode publish(JsonNode input) {
        String arn = Members.text(input, "TopicArn")
                .or(() -> Members.text(input, "TargetArn"))
                .orElseThrow(() -> TopicErrors.invalid(
                        input.hasNonNull("PhoneNumber")
                                ? "PhoneNumber Reason: this local runtime sends no text messages"
                                : "TopicArn or TargetArn Reason: no value for required parameter"));
        return publish(topics.find(arn), input);
    }

    private ObjectNode publish(Topic topic, JsonNode input) {
        Topic.Published published = topics.publish(
                topic, Publication.parse(input, topic.attributes().maximumMessageSize()));
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("MessageId", published.messageId());
        published.sequenceNumber().ifPresent(number -> output.put("SequenceNumber", number));
        return output;
    }

    JsonNode publishBatch(JsonNode input) {
        Topic topic = topics.find(Members.required(input, "TopicArn", TopicErrors::missing));
        JsonNode entries = input.path("PublishBatchRequestEntries");
        requireEntries(entries);
        requireSize(entries, topic.attributes().maximumMessageSize());
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putArray("Successful");
        output.putArray("Failed");
        for (JsonNode entry : entries) {
            String id = Members.required(entry, "Id", TopicErrors::missing);
            try {
                ObjectNode success = JsonNodeFactory.instance.objectNode().put("Id", id);
                output.withArray("/Successful").add(success.setAll(publish(topic, entry)));
            } catch (AwsException refused) {
                output.withArray("/Failed").add(failure(id, refused));
            }
        }
        return output;
    }

    private static ObjectNode failure(String id, AwsException refused) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Id", id)
                .put("Code", refused.code())
                .put("Message", refused.message())
                .put("SenderFault", true);
    }

    /// Checks that all messages of a batch together do not exceed the limit for one.
    private static void requireSize(JsonNode entries, int maximumBytes) {
        long bytes = 0;
        for (JsonNode entry : entries) {
            bytes += Publication.bytes(entry);
        }
        if (bytes > maximumBytes) {
            throw TopicErrors.of(
                    "BatchRequestTooLong", "The length of all the batch messages put together is more than the limit.");
        }
    }

    private static void requireEntries(JsonNode entries) {
        if (entries.isEmpty()) {
            throw TopicErrors.of("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MAXIMUM_ENTRIES) {
            throw TopicErrors.of(
                    "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : entries) {
            if (!ids.add(Members.required(entry, "Id", TopicErrors::missing))) {
                throw TopicErrors.of(
                        "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
        }
    }
}
