// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A subscription to a topic. Immutable.
///
/// @param protocol `sqs` or `lambda`, or one whose subscriptions stay pending
/// @param endpoint an ARN; an address where the protocol has no ARNs
/// @param attributes as [SubscriptionAttributes] has checked them
record Subscription(String arn, String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
    private static final Set<String> SERVED = Set.of("sqs", "lambda");

    /// The protocols whose subscriptions stay pending, because nobody confirms them here.
    private static final Set<String> PENDING = Set.of("http", "https", "email", "email-json");

    /// The other protocols of SNS.
    private static final Set<String> NOT_SERVED = Set.of("sms", "application", "firehose");

    Subscription {
        attributes = Map.copyOf(attributes);
    }

    /// Refuses a protocol, or an endpoint that it does not have.
    void requireEndpoint() {
        if (NOT_SERVED.contains(protocol)) {
            throw TopicErrors.invalid(
                    "Protocol Reason: this local runtime delivers to sqs and lambda, not " + protocol);
        }
        if (!SERVED.contains(protocol) && !PENDING.contains(protocol)) {
            throw TopicErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
        }
        if (!protocol.equals("sqs")) {
            return;
        }
        if (!endpoint.matches("arn:[^:]+:sqs:.+")) {
            throw TopicErrors.invalid("SQS endpoint ARN");
        }
        if (endpoint.endsWith(".fifo") && !topicArn.endsWith(".fifo")) {
            throw TopicErrors.invalid("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
                    + " standard SNS topics");
        }
    }

    boolean isPending() {
        return PENDING.contains(protocol);
    }

    /// Tells whether messages keep their order: those of a FIFO topic in a FIFO queue.
    boolean isFifo() {
        return topicArn.endsWith(".fifo") && endpoint.endsWith(".fifo");
    }

    boolean isRaw() {
        return attributes.getOrDefault("RawMessageDelivery", "false").equals("true");
    }

    /// The queue for messages that cannot be delivered.
    Optional<String> deadLetterArn() {
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .map(policy -> Json.parse(policy).path("deadLetterTargetArn").asText());
    }

    /// The text of the policy that says which messages come; empty where all do.
    Optional<String> filterPolicy() {
        return Optional.ofNullable(attributes.get("FilterPolicy"))
                .filter(policy -> !policy.strip().equals("{}"));
    }

    /// Returns what the filter policy is matched with; empty where nothing can match.
    Optional<JsonNode> filtered(Publication publication) {
        if (attributes.getOrDefault("FilterPolicyScope", "MessageAttributes").equals("MessageBody")) {
            return parsed(publication.messageFor(protocol)).filter(JsonNode::isObject);
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        publication
                .attributes()
                .properties()
                .forEach(attribute ->
                        value(attribute.getValue()).ifPresent(value -> values.set(attribute.getKey(), value)));
        return Optional.of(values);
    }

    /// Returns a number, an array of values, or a string.
    private static Optional<JsonNode> value(JsonNode attribute) {
        JsonNode text = attribute.path("StringValue");
        String type = attribute.path("DataType").asText();
        return type.equals("Number") || type.equals("String.Array")
                ? parsed(text.asText())
                : Optional.of(text).filter(JsonNode::isTextual);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonSyntaxException _) {
            return Optional.empty();
        }
    }

    /// Tells whether the subscription has these attributes, those with their defaults included.
    boolean has(Map<String, String> given) {
        Map<String, String> own = new HashMap<>(attributes);
        own.putIfAbsent("RawMessageDelivery", "false");
        own.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        return own.entrySet().containsAll(given.entrySet());
    }

    Subscription with(Map<String, String> changed) {
        return new Subscription(arn, topicArn, protocol, endpoint, changed);
    }
}
