// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.Page;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The operations of SNS.
final class TopicOperations {
    static final Set<String> NAMES = Set.of(
            "AddPermission",
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
            "RemovePermission",
            "SetSubscriptionAttributes",
            "SetTopicAttributes",
            "Subscribe",
            "TagResource",
            "Unsubscribe",
            "UntagResource");

    private static final int PAGE = 100;

    private final Topics topics;
    private final PublishOperations publishing;
    private final SubscriptionOperations subscriptions;

    TopicOperations(Topics topics) {
        this.topics = topics;
        this.subscriptions = new SubscriptionOperations(topics);
        this.publishing = new PublishOperations(topics);
    }

    JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "CreateTopic" -> create(input);
            case "DeleteTopic" -> delete(input);
            case "ListTopics" -> listTopics(input);
            case "GetTopicAttributes" -> getAttributes(input);
            case "SetTopicAttributes" -> setAttributes(input);
            case "Publish" -> publishing.publish(input);
            case "PublishBatch" -> publishing.publishBatch(input);
            case "Subscribe" -> subscriptions.subscribe(input);
            case "Unsubscribe" -> subscriptions.unsubscribe(input);
            case "ListSubscriptions" -> subscriptions.list(topics.subscriptions(), input);
            case "ListSubscriptionsByTopic" ->
                subscriptions.list(topics.subscriptionsOf(topic(input).arn()), input);
            case "GetSubscriptionAttributes" -> subscriptions.get(input);
            case "SetSubscriptionAttributes" -> subscriptions.set(input);
            case "AddPermission" -> PermissionOperations.add(topic(input), topics.owner(), input);
            case "RemovePermission" -> PermissionOperations.remove(topic(input), topics.owner(), input);
            case "TagResource", "UntagResource", "ListTagsForResource" -> tags(operation, input);
            default -> throw AwsException.unknownOperation("sns", operation);
        };
    }

    private JsonNode create(JsonNode input) {
        String name = Members.required(input, "Name", TopicErrors::missing);
        Map<String, String> tags = tags(input);
        if (topics.named(name)
                .filter(topic -> !topic.tags().entrySet().containsAll(tags.entrySet()))
                .isPresent()) {
            throw TopicErrors.invalid("Tags Reason: Topic already exists with different tags");
        }
        String arn = topics.create(name, Members.map(input, "Attributes"));
        if (!tags.isEmpty()) {
            topics.find(arn, "TopicArn").changeTags(all -> all.putAll(tags));
        }
        return object().put("TopicArn", arn);
    }

    private JsonNode delete(JsonNode input) {
        String arn = Members.required(input, "TopicArn", TopicErrors::missing);
        topics.requireArn(arn, "TopicArn");
        topics.delete(arn);
        return object();
    }

    private JsonNode listTopics(JsonNode input) {
        return page(List.copyOf(topics.all()), Topic::arn, input)
                .toJson("Topics", topic -> object().put("TopicArn", topic.arn()));
    }

    /// Returns a page of a list, as SNS makes them.
    ///
    /// @param all in the order of their keys
    static <T> Page<T> page(List<T> all, Function<T, String> key, JsonNode input) {
        try {
            return Page.of(all, key, PAGE, Members.text(input, "NextToken"));
        } catch (IllegalArgumentException _) {
            throw TopicErrors.invalid("NextToken");
        }
    }

    private JsonNode getAttributes(JsonNode input) {
        Topic topic = topic(input);
        Map<String, String> all = topic.attributes().all(topic.arn(), topics.owner());
        Collection<Subscription> own = topics.subscriptionsOf(topic.arn());
        long pending = own.stream().filter(Subscription::isPending).count();
        all.put("SubscriptionsConfirmed", String.valueOf(own.size() - pending));
        all.put("SubscriptionsPending", String.valueOf(pending));
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
        return topics.find(Members.required(input, "TopicArn", TopicErrors::missing), "TopicArn");
    }

    static JsonNode attributes(Map<String, String> all) {
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
            String key = tag.path("Key").asText();
            if (tags.put(key, tag.path("Value").asText()) != null) {
                throw TopicErrors.invalid("Duplicated keys are not allowed.");
            }
        }
        return tags;
    }
}
