// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message as it was received.
///
/// @param systemAttributes `ApproximateReceiveCount`, `SentTimestamp` and the others
record ReceivedMessage(
        String id, String receiptHandle, String body, JsonNode attributes, Map<String, String> systemAttributes) {

    static ReceivedMessage of(SqsMessage message, String receiptHandle, Instant firstReceivedAt, String senderId) {
        Map<String, String> system = new LinkedHashMap<>();
        system.put("ApproximateReceiveCount", String.valueOf(message.receiveCount));
        message.content.traceHeader().ifPresent(header -> system.put("AWSTraceHeader", header));
        system.put("SentTimestamp", String.valueOf(message.sentAt.toEpochMilli()));
        message.content.groupId().ifPresent(group -> system.put("MessageGroupId", group));
        message.content.deduplicationId().ifPresent(id -> {
            system.put("MessageDeduplicationId", id);
            system.put("SequenceNumber", message.sequenceNumber());
        });
        system.put("SenderId", senderId);
        message.deadLetterSource.ifPresent(arn -> system.put("DeadLetterQueueSourceArn", arn));
        system.put("ApproximateFirstReceiveTimestamp", String.valueOf(firstReceivedAt.toEpochMilli()));
        return new ReceivedMessage(
                message.id, receiptHandle, message.content.body(), message.content.attributes(), Map.copyOf(system));
    }
}
