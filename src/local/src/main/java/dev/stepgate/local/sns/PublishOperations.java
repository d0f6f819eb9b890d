// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Implements Publish and PublishBatch.
final class PublishOperations {

    private static final int MAXIMUM_ENTRIES = 10;
    private static final int MAXIMUM_ID = 80;
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9_-]*");

    private final Topics topics;

    PublishOperations(Topics topics) {
        this.topics = topics;
    }

    ObjectNode publish(JsonNode input) {
        String member = input.hasNonNull("TopicArn") ? "TopicArn" : "TargetArn";
        String arn = Members.text(input, member)
                .orElseThrow(() -> TopicErrors.invalid(
                        input.hasNonNull("PhoneNumber")
                                ? "PhoneNumber Reason: this local runtime sends no text messages"
                                : "TopicArn or TargetArn Reason: no value for required parameter"));
        if (arn.contains(":endpoint/")) {
            throw TopicErrors.invalid("TargetArn Reason: No endpoint found for the target arn specified");
        }
        Topic topic = topics.find(arn, "TopicArn");
        return publish(topic, Publication.parse(input, topic.attributes().maximumMessageSize(), ""));
    }

    private ObjectNode publish(Topic topic, Publication publication) {
        Topic.Published published = topics.publish(topic, publication);
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("MessageId", published.messageId());
        published.sequenceNumber().ifPresent(number -> output.put("SequenceNumber", number));
        return output;
    }

    /// Publishes all entries; if one is not valid, the whole batch is refused.
    JsonNode publishBatch(JsonNode input) {
        Topic topic = topics.find(Members.required(input, "TopicArn", TopicErrors::missing), "TopicArn");
        JsonNode entries = input.path("PublishBatchRequestEntries");
        requireEntries(entries);
        int maximumBytes = topic.attributes().maximumMessageSize();
        requireSize(entries, maximumBytes);
        Map<String, Publication> publications = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            String path = "publishBatchRequestEntries." + (publications.size() + 1) + ".member.";
            Publication publication = Publication.parse(entry, maximumBytes, path);
            topic.requireOrder(publication);
            publications.put(entry.path("Id").asText(), publication);
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode successful = output.putArray("Successful");
        output.putArray("Failed");
        publications.forEach((id, publication) -> {
            ObjectNode success = JsonNodeFactory.instance.objectNode().put("Id", id);
            successful.add(success.setAll(publish(topic, publication)));
        });
        return output;
    }

    /// Checks that all messages of a batch together do not exceed the limit for one.
    private static void requireSize(JsonNode entries, int maximumBytes) {
        long bytes = 0;
        for (JsonNode entry : entries) {
            bytes += Publication.bytes(entry);
        }
        if (bytes > maximumBytes) {
            throw TopicErrors.of(
                    "BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
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
            String id = Members.required(entry, "Id", TopicErrors::missing);
            requireId(id);
            if (!ids.add(id)) {
                throw TopicErrors.of(
                        "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
        }
    }

    private static void requireId(String id) {
        if (!LETTERS.matcher(id).matches()) {
            throw TopicErrors.of(
                    "InvalidBatchEntryId",
                    "The Id of a batch entry in the batch request contains an impermissible character: " + id);
        }
        if (id.length() > MAXIMUM_ID) {
            throw TopicErrors.of(
                    "InvalidBatchEntryId", "The Id of a batch entry in the batch request is too long: " + id);
        }
    }
}
