// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The operations of SNS.
final class TopicOperations {
    static final Set<String> NAMES = Set.of(
            "CreateTopic",
            "DeleteTopic",
            "GetSubscriptionAttributes",
            "GetTopicAttributes",
            "ListSubscriptions",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "ListTopics",
            "Publish",
            "PublishBatch",
            "SetSubscriptionAttributes",
            "SetTopicAttributes",
            "Subscribe",
            "TagResource",
            "Unsubscribe",
            "UntagResource");

    private final Topics topics;
    private final PublishOperations publishing;

    TopicOperations(Topics topics) {
        this.topics = topics;
        this.publishing = new PublishOperations(topics);
    }

    JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "CreateTopic" -> create(input);
            case "DeleteTopic" -> delete(input);
            case "ListTopics" -> listTopics();
            case "GetTopicAttributes" -> getAttributes(input);
            case "SetTopicAttributes" -> setAttributes(input);
            case "Publish" -> publishing.publish(input);
            case "PublishBatch" -> publishing.publishBatch(input);
            case "Subscribe" -> subscribe(input);
            case "Unsubscribe" -> unsubscribe(input);
            case "ListSubscriptions" -> list(topics.subscriptions());
            case "ListSubscriptionsByTopic" ->
                list(topics.subscriptionsOf(topic(input).arn()));
            case "GetSubscriptionAttributes" -> getSubscription(input);
            case "SetSubscriptionAttributes" -> setSubscription(input);
            case "TagResource", "UntagResource", "ListTagsForResource" -> tags(operation, input);
            default -> throw AwsException.unknownOperation("sns", operation);
        };
    }

    private JsonNode create(JsonNode input) {
        String arn =
                topics.create(Members.required(input, "Name", TopicErrors::missing), Members.map(input, "Attributes"));
        Map<String, String> tags = tags(input);
        if (!tags.isEmpty()) {
            topics.find(arn).changeTags(all -> all.putAll(tags));
        }
        return object().put("TopicArn", arn);
    }

    private JsonNode delete(JsonNode input) {
        topics.delete(Members.required(input, "TopicArn", TopicErrors::missing));
        return object();
    }

    private JsonNode listTopics() {
        ObjectNode output = object();
        ArrayNode list = output.putArray("Topics");
        topics.all().forEach(topic -> list.addObject().put("TopicArn", topic.arn()));
        return output;
    }

    private JsonNode getAttributes(JsonNode input) {
        Topic topic = topic(input);
        Map<String, String> all = new TreeMap<>(topic.attributes().values());
        all.put("TopicArn", topic.arn());
        all.put("Owner", topics.owner());
        all.putIfAbsent("DisplayName", "");
        all.put(
                "SubscriptionsConfirmed",
                String.valueOf(topics.subscriptionsOf(topic.arn()).size()));
        all.put("SubscriptionsPending", "0");
        all.put("SubscriptionsDeleted", "0");
        return attributes(all);
    }

    private JsonNode setAttributes(JsonNode input) {
        Topic topic = topic(input);
        String name = Members.required(input, "AttributeName", TopicErrors::missing);
        if (name.equals("FifoTopic")) {
            throw TopicErrors.invalid("AttributeName");
        }
        String value = Members.text(input, "AttributeValue").orElse("");
        topic.change(topic.attributes().with(name, value));
        return object();
    }

    private JsonNode subscribe(JsonNode input) {
        String arn = topics.subscribe(
                Members.required(input, "TopicArn", TopicErrors::missing),
                Members.required(input, "Protocol", TopicErrors::missing),
                Members.required(input, "Endpoint", TopicErrors::missing),
                Members.map(input, "Attributes"));
        return object().put("SubscriptionArn", arn);
    }

    private JsonNode unsubscribe(JsonNode input) {
        topics.unsubscribe(Members.required(input, "SubscriptionArn", TopicErrors::missing));
        return object();
    }

    private JsonNode list(Collection<Subscription> subscriptions) {
        ObjectNode output = object();
        ArrayNode list = output.putArray("Subscriptions");
        subscriptions.forEach(subscription -> list.addObject()
                .put("SubscriptionArn", subscription.arn())
                .put("Owner", topics.owner())
                .put("Protocol", subscription.protocol())
                .put("Endpoint", subscription.endpoint())
                .put("TopicArn", subscription.topicArn()));
        return output;
    }

    private JsonNode getSubscription(JsonNode input) {
        Subscription subscription =
                topics.subscription(Members.required(input, "SubscriptionArn", TopicErrors::missing));
        Map<String, String> all = new TreeMap<>(subscription.attributes());
        all.put("SubscriptionArn", subscription.arn());
        all.put("TopicArn", subscription.topicArn());
        all.put("Protocol", subscription.protocol());
        all.put("Endpoint", subscription.endpoint());
        all.put("Owner", topics.owner());
        all.put("PendingConfirmation", "false");
        all.put("ConfirmationWasAuthenticated", "true");
        all.putIfAbsent("RawMessageDelivery", "false");
        return attributes(all);
    }

    private JsonNode setSubscription(JsonNode input) {
        Subscription subscription =
                topics.subscription(Members.required(input, "SubscriptionArn", TopicErrors::missing));
        topics.replace(subscription.with(
                Members.required(input, "AttributeName", TopicErrors::missing),
                Members.text(input, "AttributeValue").orElse("")));
        return object();
    }

    private JsonNode tags(String operation, JsonNode input) {
        String arn = Members.required(input, "ResourceArn", TopicErrors::missing);
        Topic topic = topics.all().stream()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(TopicErrors::noSuchResource);
        ObjectNode output = object();
        switch (operation) {
            case "TagResource" -> topic.changeTags(all -> all.putAll(tags(input)));
            case "UntagResource" ->
                topic.changeTags(all -> input.path("TagKeys").forEach(key -> all.remove(key.asText())));
            default -> {
                ArrayNode list = output.putArray("Tags");
                new TreeMap<>(topic.tags())
                        .forEach(
                                (key, value) -> list.addObject().put("Key", key).put("Value", value));
            }
        }
        return output;
    }

    private Topic topic(JsonNode input) {
        return topics.find(Members.required(input, "TopicArn", TopicErrors::missing));
    }

    private static JsonNode attributes(Map<String, String> all) {
        ObjectNode output = object();
        all.forEach(output.putObject("Attributes")::put);
        return output;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Reads `[{"Key","Value"}]` as a map.
    private static Map<String, String> tags(JsonNode input) {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : input.path("Tags")) {
            tags.put(tag.path("Key").asText(), tag.path("Value").asText());
        }
        return tags;
    }
}
