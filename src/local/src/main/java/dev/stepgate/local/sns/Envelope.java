// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The envelope that SNS puts around a message. Its signature is a placeholder, because nothing is signed
/// here.
///
/// @param signatureVersion of the topic: `1` or `2`
record Envelope(Topic.Published published, Subscription subscription, String signatureVersion) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// Returns the body for a queue
    /// ([format](https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html)).
    /// A FIFO topic numbers its messages instead of signing them.
    JsonNode forQueue(Publication publication) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Type", "Notification").put("MessageId", published.messageId());
        published.sequenceNumber().ifPresent(number -> body.put("SequenceNumber", number));
        body.put("TopicArn", subscription.topicArn());
        publication.subject().ifPresent(subject -> body.put("Subject", subject));
        body.put("Message", publication.messageFor(subscription.protocol()))
                .put("Timestamp", TIMESTAMP.format(published.at()));
        if (published.sequenceNumber().isEmpty()) {
            body.put("SignatureVersion", signatureVersion)
                    .put("Signature", "none")
                    .put("SigningCertURL", host() + "/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem");
        }
        body.put("UnsubscribeURL", unsubscribeUrl());
        if (!publication.attributes().isEmpty()) {
            body.set("MessageAttributes", attributes(publication));
        }
        return body;
    }

    /// Returns the event for a function
    /// ([example](https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html#sns-sample-event)).
    JsonNode forFunction(Publication publication) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode entry = event.putArray("Records").addObject();
        entry.put("EventSource", "aws:sns").put("EventVersion", "1.0").put("EventSubscriptionArn", subscription.arn());
        ObjectNode sns = entry.putObject("Sns");
        sns.put("Type", "Notification")
                .put("MessageId", published.messageId())
                .put("TopicArn", subscription.topicArn())
                .put("Subject", publication.subject().orElse(null))
                .put("Message", publication.messageFor(subscription.protocol()))
                .put("Timestamp", TIMESTAMP.format(published.at()))
                .put("SignatureVersion", signatureVersion)
                .put("Signature", "none")
                .put("SigningCertUrl", host() + "/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem")
                .put("UnsubscribeUrl", unsubscribeUrl());
        sns.set("MessageAttributes", attributes(publication));
        return event;
    }

    private static ObjectNode attributes(Publication publication) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        publication.attributes().properties().forEach(attribute -> {
            JsonNode value = attribute.getValue();
            JsonNode text = value.has("BinaryValue") ? value.get("BinaryValue") : value.path("StringValue");
            attributes
                    .putObject(attribute.getKey())
                    .put("Type", value.path("DataType").asText())
                    .put("Value", text.asText());
        });
        return attributes;
    }

    private String host() {
        return "https://sns." + subscription.topicArn().split(":", -1)[3] + ".amazonaws.com";
    }

    private String unsubscribeUrl() {
        return host() + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn();
    }
}
