// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Makes the event that a function gets from a queue
/// ([example](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event)).
final class SqsEvent {

    private SqsEvent() {}

    static JsonNode of(List<ReceivedMessage> messages, QueueName queue) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        messages.forEach(message -> add(message, queue, records.addObject()));
        return event;
    }

    private static void add(ReceivedMessage message, QueueName queue, ObjectNode to) {
        to.put("messageId", message.id());
        to.put("receiptHandle", message.receiptHandle());
        to.put("body", message.body());
        message.systemAttributes().forEach(to.putObject("attributes")::put);
        ObjectNode attributes = to.putObject("messageAttributes");
        message.attributes()
                .properties()
                .forEach(attribute -> add(attribute.getValue(), attributes.putObject(attribute.getKey())));
        MessageDigests.md5(message.attributes()).ifPresent(md5 -> to.put("md5OfMessageAttributes", md5));
        to.put("md5OfBody", MessageDigests.md5(message.body()));
        to.put("eventSource", "aws:sqs");
        to.put("eventSourceARN", queue.arn());
        to.put("awsRegion", queue.arn().split(":", -1)[3]);
    }

    private static void add(JsonNode attribute, ObjectNode to) {
        if (attribute.has("BinaryValue")) {
            to.set("binaryValue", attribute.get("BinaryValue"));
        } else {
            to.set("stringValue", attribute.get("StringValue"));
        }
        to.putArray("stringListValues");
        to.putArray("binaryListValues");
        to.set("dataType", attribute.get("DataType"));
    }
}
