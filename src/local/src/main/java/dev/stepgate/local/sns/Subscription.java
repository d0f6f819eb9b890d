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
/// @param protocol `sqs` or `lambda`
/// @param endpoint an ARN
record Subscription(String arn, String topicArn, String protocol, String endpoint, Map<String, String> attributes) {

    private static final Set<String> ATTRIBUTES =
            Set.of("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");
    private static final Set<String> PROTOCOLS = Set.of("sqs", "lambda");

    Subscription {
        attributes = Map.copyOf(attributes);
        if (!PROTOCOLS.contains(protocol)) {
            throw TopicErrors.invalid(
                    "Protocol Reason: this local runtime delivers to sqs and lambda, not " + protocol);
        }
        attributes.forEach(Subscription::check);
        if (isRaw(attributes) && protocol.equals("lambda")) {
            throw TopicErrors.invalid(
                    "Attributes Reason: RawMessageDelivery: Delivery protocol [lambda] does not support raw message"
                            + " delivery.");
        }
    }

    private static void check(String name, String value) {
        if (!ATTRIBUTES.contains(name)) {
            throw TopicErrors.invalid("AttributeName");
        }
        switch (name) {
            case "FilterPolicy" -> {
                if (!value.isEmpty()) {
                    FilterPolicy.parse(value);
                }
            }
            case "FilterPolicyScope" -> requireOneOf(name, value, Set.of("MessageAttributes", "MessageBody"));
            case "RawMessageDelivery" -> requireOneOf(name, value, Set.of("true", "false"));
            default -> {}
        }
    }

    private static void requireOneOf(String name, String value, Set<String> values) {
        if (!values.contains(value)) {
            throw TopicErrors.invalid(name + ": Invalid value [" + value + "]. Must be one of " + values);
        }
    }

    boolean isRaw() {
        return isRaw(attributes);
    }

    private static boolean isRaw(Map<String, String> attributes) {
        return attributes.getOrDefault("RawMessageDelivery", "false").equals("true");
    }

    /// The queue for messages that cannot be delivered.
    Optional<String> deadLetterArn() {
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .map(policy -> Json.parse(policy).path("deadLetterTargetArn").asText());
    }

    boolean wants(Publication publication) {
        String policy = attributes.getOrDefault("FilterPolicy", "");
        return policy.isEmpty() || FilterPolicy.parse(policy).matches(filtered(publication));
    }

    private JsonNode filtered(Publication publication) {
        if (attributes.getOrDefault("FilterPolicyScope", "MessageAttributes").equals("MessageBody")) {
            return parsed(publication.messageFor(protocol));
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        publication
                .attributes()
                .properties()
                .forEach(attribute -> values.set(attribute.getKey(), value(attribute.getValue())));
        return values;
    }

    /// Returns a number, an array of values, or a string.
    private static JsonNode value(JsonNode attribute) {
        JsonNode text = attribute.path("StringValue");
        String type = attribute.path("DataType").asText();
        return type.equals("Number") || type.equals("String.Array") ? parsed(text.asText()) : text;
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    Subscription with(String name, String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        changed.put(name, value);
        return new Subscription(arn, topicArn, protocol, endpoint, changed);
    }
}
