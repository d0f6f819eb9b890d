// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Checks the attributes of a subscription
/// ([SetSubscriptionAttributes](https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html)).
///
/// @param reason before the reasons of refusals: `Attributes Reason: ` for Subscribe, nothing for
///     SetSubscriptionAttributes
record SubscriptionAttributes(String reason) {
    private static final Set<String> NAMES =
            Set.of("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");
    private static final String ATTRIBUTES = "MessageAttributes";
    private static final String BODY = "MessageBody";

    /// Returns the attributes as they are kept: without those that are empty.
    ///
    /// @param subscription that is to have them
    Map<String, String> checked(Subscription subscription, Map<String, String> attributes) {
        Map<String, String> checked = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw TopicErrors.invalid("AttributeName");
            }
            checked.put(name, value);
        });
        checked.computeIfPresent("RawMessageDelivery", (_, value) -> raw(subscription, value));
        checked.computeIfPresent("FilterPolicyScope", (_, value) -> scope(value));
        checked.computeIfPresent("FilterPolicy", (_, value) -> {
            requireFilter(value, checked.getOrDefault("FilterPolicyScope", ATTRIBUTES));
            return value.isEmpty() ? null : value;
        });
        checked.computeIfPresent("RedrivePolicy", (_, value) -> {
            requireRedrive(subscription, value);
            return value.isEmpty() ? null : value;
        });
        return checked;
    }

    private String raw(Subscription subscription, String value) {
        String raw = value.toLowerCase(Locale.ROOT);
        if (!raw.equals("true") && !raw.equals("false")) {
            throw TopicErrors.invalid(
                    reason + "RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
        }
        if (raw.equals("true") && subscription.protocol().equals("lambda")) {
            throw TopicErrors.invalid(
                    "Attributes Reason: RawMessageDelivery: Delivery protocol [lambda] does not support raw message"
                            + " delivery.");
        }
        return raw;
    }

    private String scope(String value) {
        if (!value.equals(BODY) && !value.equals(ATTRIBUTES)) {
            throw TopicErrors.invalid(reason + "FilterPolicyScope: Invalid value [" + value
                    + "]. Please use either MessageBody or MessageAttributes");
        }
        return value;
    }

    /// An empty object takes every message.
    private void requireFilter(String policy, String scope) {
        if (!policy.isEmpty() && !policy.strip().equals("{}")) {
            FilterPolicy.require(policy, scope.equals(BODY), reason);
        }
    }

    private void requireRedrive(Subscription subscription, String policy) {
        if (policy.isEmpty()) {
            return;
        }
        JsonNode parsed = FilterPolicy.parse(policy, reason + "RedrivePolicy: ");
        String target = parsed.path("deadLetterTargetArn").asText();
        if (!target.startsWith("arn:") || target.split(":", -1).length < 6) {
            throw TopicErrors.invalid(reason + "RedrivePolicy: deadLetterTargetArn is an invalid arn");
        }
        if (subscription.isFifo() && !target.endsWith(".fifo")) {
            throw TopicErrors.invalid(reason
                    + "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a" + " FIFO Topic.");
        }
    }
}
