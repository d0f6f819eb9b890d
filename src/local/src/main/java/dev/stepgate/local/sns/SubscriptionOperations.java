// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The operations on subscriptions.
final class SubscriptionOperations {
    private static final Pattern ID = Pattern.compile(".*:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Topics topics;

    SubscriptionOperations(Topics topics) {
        this.topics = topics;
    }

    JsonNode subscribe(JsonNode input) {
        String arn = topics.subscribe(
                Members.required(input, "TopicArn", TopicErrors::missing),
                Members.required(input, "Protocol", TopicErrors::missing),
                Members.required(input, "Endpoint", TopicErrors::missing),
                Members.map(input, "Attributes"));
        boolean isHidden = topics.subscription(arn).isPending()
                && !input.path("ReturnSubscriptionArn").asBoolean();
        return object().put("SubscriptionArn", isHidden ? "pending confirmation" : arn);
    }

    JsonNode unsubscribe(JsonNode input) {
        String arn = Members.text(input, "SubscriptionArn")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> TopicErrors.missing("SubscriptionArn"));
        topics.requireArn(arn, "SubscriptionArn");
        if (!ID.matcher(arn).matches()) {
            throw TopicErrors.invalid("SubscriptionId");
        }
        topics.unsubscribe(arn);
        return object();
    }

    JsonNode list(Collection<Subscription> subscriptions, JsonNode input) {
        List<Subscription> sorted = subscriptions.stream()
                .sorted(Comparator.comparing(Subscription::arn))
                .toList();
        return TopicOperations.page(sorted, Subscription::arn, input)
                .toJson(
                        "Subscriptions",
                        subscription -> object().put(
                                        "SubscriptionArn",
                                        subscription.isPending() ? "PendingConfirmation" : subscription.arn())
                                .put("Owner", topics.owner())
                                .put("Protocol", subscription.protocol())
                                .put("Endpoint", subscription.endpoint())
                                .put("TopicArn", subscription.topicArn()));
    }

    JsonNode get(JsonNode input) {
        Subscription subscription =
                topics.subscription(Members.required(input, "SubscriptionArn", TopicErrors::missing));
        Map<String, String> all = new TreeMap<>(subscription.attributes());
        if (!all.containsKey("FilterPolicy")) {
            all.remove("FilterPolicyScope");
        } else {
            all.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        }
        all.put("SubscriptionArn", subscription.arn());
        all.put("TopicArn", subscription.topicArn());
        all.put("Protocol", subscription.protocol());
        all.put("Endpoint", subscription.endpoint());
        all.put("Owner", topics.owner());
        all.put("SubscriptionPrincipal", topics.principal());
        all.put("PendingConfirmation", String.valueOf(subscription.isPending()));
        all.put("ConfirmationWasAuthenticated", String.valueOf(!subscription.isPending()));
        all.putIfAbsent("RawMessageDelivery", "false");
        return TopicOperations.attributes(all);
    }

    JsonNode set(JsonNode input) {
        Subscription subscription =
                topics.subscription(Members.required(input, "SubscriptionArn", TopicErrors::missing));
        Map<String, String> changed = new HashMap<>(subscription.attributes());
        changed.put(
                Members.required(input, "AttributeName", TopicErrors::missing),
                Members.text(input, "AttributeValue").orElse(""));
        topics.replace(subscription.with(new SubscriptionAttributes("").checked(subscription, changed)));
        return object();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
