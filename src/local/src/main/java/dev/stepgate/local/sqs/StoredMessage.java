// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.time.Duration;
import java.time.Instant;

/// A message in the form that is on disk.
final class StoredMessage {
    private StoredMessage() {}

    static ObjectNode write(SqsMessage message) {
        NewMessage content = message.content;
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", message.id);
        json.put("sequence", message.sequence);
        json.put("body", content.body());
        json.set("attributes", content.attributes());
        content.traceHeader().ifPresent(header -> json.put("trace", header));
        content.delay().ifPresent(delay -> json.put("delay", delay.toSeconds()));
        content.groupId().ifPresent(group -> json.put("group", group));
        content.deduplicationId().ifPresent(id -> json.put("deduplication", id));
        message.deadLetterSource.ifPresent(arn -> json.put("source", arn));
        json.put("sent", message.sentAt.toString());
        json.put("visible", message.visibleAt.toString());
        return json;
    }

    static ObjectNode writeReceipt(SqsMessage message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("count", message.receiveCount);
        json.put("visible", message.visibleAt.toString());
        if (message.firstReceivedAt != null) {
            json.put("first", message.firstReceivedAt.toString());
        }
        if (message.receiptHandle != null) {
            json.put("handle", message.receiptHandle);
        }
        return json;
    }

    static SqsMessage read(JsonNode json) {
        NewMessage content = new NewMessage(
                json.path("body").asText(),
                json.path("attributes"),
                Members.text(json, "trace"),
                Members.number(json, "delay").map(Duration::ofSeconds),
                Members.text(json, "group"),
                Members.text(json, "deduplication"));
        SqsMessage message = new SqsMessage(
                json.path("id").asText(),
                content,
                json.path("sequence").longValue(),
                Instant.parse(json.path("sent").asText()),
                Members.text(json, "source"));
        message.visibleAt = Instant.parse(json.path("visible").asText());
        return message;
    }

    static void readReceipt(JsonNode json, SqsMessage message) {
        message.receiveCount = json.path("count").intValue();
        message.visibleAt = Instant.parse(json.path("visible").asText());
        message.firstReceivedAt =
                Members.text(json, "first").map(Instant::parse).orElse(null);
        message.receiptHandle = Members.text(json, "handle").orElse(null);
    }
}
