// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.aws.PageToken;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The operations on queues themselves.
final class QueueOperations {

    private static final int PAGE = 1000;

    /// The attributes of a queue, of which it need not have all.
    private static final Set<String> NAMES = Set.of(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible",
            "ContentBasedDeduplication",
            "CreatedTimestamp",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoQueue",
            "FifoThroughputLimit",
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "LastModifiedTimestamp",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "Policy",
            "QueueArn",
            "ReceiveMessageWaitTimeSeconds",
            "RedriveAllowPolicy",
            "RedrivePolicy",
            "SqsManagedSseEnabled",
            "VisibilityTimeout");

    private final Queues queues;
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    QueueOperations(Queues queues) {
        this.queues = queues;
    }

    JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "CreateQueue" -> create(input);
            case "DeleteQueue" -> delete(input);
            case "GetQueueUrl" -> getUrl(input);
            case "ListQueues" -> list(input);
            case "ListDeadLetterSourceQueues" -> listSources(input);
            case "GetQueueAttributes" -> getAttributes(input);
            case "SetQueueAttributes" -> setAttributes(input);
            case "PurgeQueue" -> purge(input);
            case "AddPermission" -> PermissionOperations.add(queue(input), input);
            case "RemovePermission" -> PermissionOperations.remove(queue(input), input);
            case "TagQueue", "UntagQueue", "ListQueueTags" -> tags(operation, input);
            default -> throw AwsException.unknownOperation("sqs", operation);
        };
    }

    private JsonNode create(JsonNode input) {
        String name = Members.required(input, "QueueName", QueueErrors::missing);
        queues.create(name, Members.map(input, "Attributes"));
        tagsOf(name).putAll(Members.map(input, "tags"));
        keepTags(name);
        return object().put("QueueUrl", queues.url(name));
    }

    private JsonNode delete(JsonNode input) {
        Queue queue = queue(input);
        queues.delete(queue);
        tags.remove(queue.name().text());
        return object();
    }

    private JsonNode getUrl(JsonNode input) {
        String name = Members.required(input, "QueueName", QueueErrors::missing);
        if (queues.find(name).isEmpty()) {
            throw QueueErrors.noSuchQueue();
        }
        return object().put("QueueUrl", queues.url(name));
    }

    private JsonNode list(JsonNode input) {
        String prefix = Members.text(input, "QueueNamePrefix").orElse("");
        List<String> names = queues.all().stream()
                .map(queue -> queue.name().text())
                .filter(name -> name.startsWith(prefix))
                .toList();
        return page("QueueUrls", names, input);
    }

    private JsonNode listSources(JsonNode input) {
        String target = queue(input).name().arn();
        List<String> names = queues.all().stream()
                .filter(queue -> queue.attributes()
                        .redrivePolicy()
                        .map(policy -> policy.deadLetterTargetArn().equals(target))
                        .orElse(false))
                .map(queue -> queue.name().text())
                .toList();
        return page("queueUrls", names, input);
    }

    /// Returns a page, with a token of the next one if `MaxResults` is given, as for SQS.
    private JsonNode page(String member, List<String> names, JsonNode input) {
        String after =
                Members.text(input, "NextToken").map(QueueOperations::last).orElse("");
        int size = MessageOperations.within(input, "MaxResults", 1, PAGE).orElse(PAGE);
        List<String> rest =
                names.stream().filter(name -> name.compareTo(after) > 0).toList();
        ObjectNode output = object();
        if (!rest.isEmpty() || member.equals("queueUrls")) {
            ArrayNode urls = output.putArray(member);
            rest.stream().limit(size).map(queues::url).forEach(urls::add);
        }
        if (rest.size() > size && input.hasNonNull("MaxResults")) {
            output.put("NextToken", PageToken.after(rest.get(size - 1)));
        }
        return output;
    }

    private static String last(String token) {
        try {
            return PageToken.key(token);
        } catch (IllegalArgumentException _) {
            throw QueueErrors.invalid("Invalid or expired next token.");
        }
    }

    private JsonNode getAttributes(JsonNode input) {
        Map<String, String> all = describe(queue(input));
        List<String> wanted = Members.texts(input, "AttributeNames");
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (String name : wanted) {
            if (name.equals("All")) {
                all.forEach(attributes::put);
            } else if (!NAMES.contains(name)) {
                throw QueueErrors.unknownAttribute(name);
            } else {
                Optional.ofNullable(all.get(name)).ifPresent(value -> attributes.put(name, value));
            }
        }
        ObjectNode output = object();
        if (!attributes.isEmpty()) {
            output.set("Attributes", attributes);
        }
        return output;
    }

    private static Map<String, String> describe(Queue queue) {
        Queue.Facts facts = queue.facts();
        Map<String, String> all = new TreeMap<>(queue.attributes().all());
        all.put("QueueArn", queue.name().arn());
        all.put("ApproximateNumberOfMessages", String.valueOf(facts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(facts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(facts.delayed()));
        all.put("CreatedTimestamp", String.valueOf(facts.createdAt().getEpochSecond()));
        all.put("LastModifiedTimestamp", String.valueOf(facts.modifiedAt().getEpochSecond()));
        return all;
    }

    private JsonNode setAttributes(JsonNode input) {
        Queue queue = queue(input);
        QueueAttributes existing = queue.attributes();
        Map<String, String> changes = Members.map(input, "Attributes");
        if (changes.containsKey("FifoQueue")) {
            requireSameType(existing, changes.getOrDefault("FifoQueue", ""));
        }
        queue.change(existing.with(changes, existing.isFifo()));
        return object();
    }

    private static void requireSameType(QueueAttributes existing, String isFifo) {
        if (!existing.isFifo()) {
            throw QueueErrors.unknownAttribute("FifoQueue");
        }
        if (!isFifo.equalsIgnoreCase("true")) {
            throw QueueErrors.of(
                    "InvalidAttributeValue",
                    "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
        }
    }

    private JsonNode purge(JsonNode input) {
        queue(input).purge();
        return object();
    }

    private JsonNode tags(String operation, JsonNode input) {
        String name = queue(input).name().text();
        Map<String, String> own = tagsOf(name);
        ObjectNode output = object();
        switch (operation) {
            case "TagQueue" -> {
                own.putAll(Members.map(input, "Tags"));
                keepTags(name);
            }
            case "UntagQueue" -> {
                Set<String> keys = new HashSet<>(Members.texts(input, "TagKeys"));
                own.keySet().removeAll(keys);
                keepTags(name);
            }
            default -> {
                if (!own.isEmpty()) {
                    own.forEach(output.putObject("Tags")::put);
                }
            }
        }
        return output;
    }

    private void keepTags(String name) {
        queues.archive().putTags(name, tagsOf(name));
    }

    void restoreTags(String name, Map<String, String> known) {
        tagsOf(name).putAll(known);
    }

    private Map<String, String> tagsOf(String name) {
        return tags.computeIfAbsent(name, _ -> new ConcurrentHashMap<>());
    }

    private Queue queue(JsonNode input) {
        return queues.byUrl(Members.required(input, "QueueUrl", QueueErrors::missing));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
