// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Properties.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads queues, topics, subscriptions and event source mappings, declared separately or as the event
/// of a function.
final class MessagingReader {
    private static final List<String> QUEUE_ATTRIBUTES = List.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoQueue",
            "FifoThroughputLimit",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "RedriveAllowPolicy",
            "RedrivePolicy",
            "VisibilityTimeout");

    private static final List<String> TOPIC_ATTRIBUTES =
            List.of("ContentBasedDeduplication", "DisplayName", "FifoTopic", "SignatureVersion");

    static final List<String> SUBSCRIPTION_ATTRIBUTES =
            List.of("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");

    /// The protocols of [Subscribe](https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html) that
    /// cannot be delivered here.
    private static final Set<String> NOT_SERVED = Set.of("sms", "application", "firehose");

    /// The protocols whose subscriptions stay pending, because nobody confirms them here.
    private static final Set<String> PENDING = Set.of("http", "https", "email", "email-json");

    /// The size of a batch of a queue's messages, and the most without a window
    /// ([parameters](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html)).
    private static final int QUEUE_BATCH = 10;

    /// Returns the queue. `FifoQueue: false` describes a standard queue, for which CreateQueue takes no such
    /// attribute.
    Resource.Queue queue(ResolvedResource resource) {
        Map<String, String> attributes = new LinkedHashMap<>(attributes(resource.properties(), QUEUE_ATTRIBUTES));
        boolean unused = attributes.remove("FifoQueue", "false");
        return new Resource.Queue(resource.logicalId(), resource.mark(), resource.name(), attributes);
    }

    /// Returns the topic and the subscriptions that it declares itself.
    List<Resource> topic(ResolvedResource resource) {
        List<Resource> made = new ArrayList<>();
        made.add(new Resource.Topic(
                resource.logicalId(),
                resource.mark(),
                resource.name(),
                attributes(resource.properties(), TOPIC_ATTRIBUTES)));
        resource.properties()
                .objects("Subscription")
                .forEach(inner -> subscription(resource, inner, resource.ref()).ifPresent(made::add));
        return made;
    }

    Optional<Resource.Subscription> subscription(ResolvedResource resource) {
        return subscription(
                resource, resource.properties(), resource.properties().required("TopicArn"));
    }

    /// Returns the subscription; empty for protocols that deliver nothing here.
    private static Optional<Resource.Subscription> subscription(
            ResolvedResource resource, Properties properties, String topicArn) {
        String protocol = properties.required("Protocol");
        TemplateProblems problems = properties.problems();
        String subject = properties.owner() + " Protocol " + protocol;
        if (PENDING.contains(protocol)) {
            problems.noEffect(properties.mark("Protocol"), subject);
            return Optional.empty();
        }
        if (NOT_SERVED.contains(protocol)) {
            problems.notHere(properties.mark("Protocol"), subject, "it gets no message");
            return Optional.empty();
        }
        return Optional.of(new Resource.Subscription(
                resource.logicalId(),
                properties.mark(),
                topicArn,
                protocol,
                properties.required("Endpoint"),
                attributes(properties, SUBSCRIPTION_ATTRIBUTES)));
    }

    Optional<Resource> eventSourceMapping(ResolvedResource resource) {
        Properties properties = resource.properties();
        return eventSourceMapping(
                resource.logicalId(), properties, "EventSourceArn", properties.required("FunctionName"));
    }

    /// Returns the mapping; empty when it is not enabled.
    private static Optional<Resource> eventSourceMapping(
            String logicalId, Properties properties, String queue, String function) {
        if (properties.node("SelfManagedEventSource").isPresent()) {
            return feedsNothing(properties, "SelfManagedEventSource", "a cluster of its own");
        }
        String queueArn = properties.required(queue);
        if (StreamMappingReader.isStream(queueArn)) {
            Resource mapping = StreamMappingReader.read(logicalId, properties, queueArn, function);
            return properties.flag("Enabled", true) ? Optional.of(mapping) : Optional.empty();
        }
        if (queueArn.matches("https?://.*")) {
            properties.problem(queue, "must be an ARN, as !GetAtt Queue.Arn gives it, not the URL " + queueArn);
            return Optional.empty();
        }
        if (!queueArn.isEmpty() && !queueArn.matches("arn:[^:]+:sqs:.*")) {
            return feedsNothing(properties, queue, queueArn);
        }
        Resource mapping = ofQueue(logicalId, properties, queueArn, function);
        return properties.flag("Enabled", true) ? Optional.of(mapping) : Optional.empty();
    }

    private static Resource ofQueue(String logicalId, Properties properties, String queueArn, String function) {
        int size = properties.number("BatchSize", QUEUE_BATCH, new Range(1, 10_000));
        int window = properties.number("MaximumBatchingWindowInSeconds", 0, new Range(0, 300));
        if (queueArn.endsWith(".fifo") && window > 0) {
            properties.problem("MaximumBatchingWindowInSeconds", "is not supported for a FIFO queue");
        } else if (window == 0 && size > QUEUE_BATCH) {
            String way = queueArn.endsWith(".fifo") ? " for a FIFO queue" : " without MaximumBatchingWindowInSeconds";
            properties.problem("BatchSize", "must be at most " + QUEUE_BATCH + way + ", not " + size);
        }
        return new Resource.EventSourceMapping(
                logicalId,
                properties.mark(),
                queueArn,
                function,
                size,
                Duration.ofSeconds(window),
                reportsBatchItemFailures(properties),
                filters(properties));
    }

    static boolean reportsBatchItemFailures(Properties mapping) {
        List<String> answers = mapping.items("FunctionResponseTypes").stream()
                .map(node -> node.json().asText())
                .toList();
        if (!answers.isEmpty() && !answers.equals(List.of("ReportBatchItemFailures"))) {
            mapping.problem("FunctionResponseTypes", "must be [ReportBatchItemFailures], not " + answers);
        }
        return !answers.isEmpty();
    }

    /// Returns the patterns of FilterCriteria, as JSON.
    static List<String> filters(Properties mapping) {
        return mapping.inner("FilterCriteria").stream()
                .filter(criteria -> criteria.node("Filters").orElse(null) instanceof Node.Items)
                .flatMap(criteria -> criteria.objects("Filters").stream())
                .map(filter -> filter.node("Pattern").orElse(null) instanceof Node.Fields pattern
                        ? Json.write(pattern.json())
                        : filter.required("Pattern"))
                .toList();
    }

    private static Optional<Resource> feedsNothing(Properties mapping, String property, String source) {
        mapping.problems()
                .notHere(
                        mapping.mark(property),
                        mapping.owner() + " " + property + " " + source,
                        "it calls no function");
        return Optional.empty();
    }

    /// Reads the event `SQS` of a function.
    ///
    /// @param function its ARN, that of its alias when it has one
    Optional<Resource> sqsEvent(String logicalId, Properties event, String function) {
        return eventSourceMapping(logicalId, event, "Queue", function);
    }

    /// Reads the event `DynamoDB` of a function.
    Optional<Resource> streamEvent(String logicalId, Properties event, String function) {
        return eventSourceMapping(logicalId, event, "Stream", function);
    }

    /// Returns attributes in the form that the services' APIs take: objects become JSON strings.
    static Map<String, String> attributes(Properties properties, List<String> names) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : names) {
            properties
                    .node(name)
                    .ifPresent(node -> attributes.put(
                            name, node instanceof Node.Scalar scalar ? scalar.text() : Json.write(node.json())));
        }
        return attributes;
    }
}
