// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AccessPolicy;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The attributes of a queue, checked
/// ([SetQueueAttributes](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html)).
/// Immutable.
record QueueAttributes(Map<String, String> values) {

    private record Range(int low, int high) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            "VisibilityTimeout", new Range(0, 43_200),
            "DelaySeconds", new Range(0, 900),
            "MaximumMessageSize", new Range(1024, 1_048_576),
            "MessageRetentionPeriod", new Range(60, 1_209_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
            "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400));

    private static final Map<String, String> DEFAULTS = Map.of(
            "VisibilityTimeout", "30",
            "DelaySeconds", "0",
            "MaximumMessageSize", "1048576",
            "MessageRetentionPeriod", "345600",
            "ReceiveMessageWaitTimeSeconds", "0",
            "SqsManagedSseEnabled", "true");

    private static final Set<String> SWITCHES =
            Set.of("FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled");

    private static final Map<String, Set<String>> CHOICES = Map.of(
            "DeduplicationScope", Set.of("queue", "messageGroup"),
            "FifoThroughputLimit", Set.of("perQueue", "perMessageGroupId"));

    /// Attributes that are kept and returned, but have no effect here: nobody is denied access, nothing is
    /// encrypted.

    private static final Set<String> ONLY_FIFO =
            Set.of("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

    QueueAttributes {
        values = Map.copyOf(values);
    }

    static QueueAttributes of(String queueName, Map<String, String> given) {
        boolean isFifo = queueName.endsWith(".fifo");
        boolean wanted = Boolean.parseBoolean(given.getOrDefault("FifoQueue", "false"));
        if (isFifo && !wanted) {
            throw QueueErrors.invalid("The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                    + " underscores, must end with .fifo suffix and be 1 to 80 in length, and FifoQueue must be true.");
        }
        if (!isFifo && wanted) {
            throw QueueErrors.invalid("The name of a FIFO queue must end with the .fifo suffix.");
        }
        if (!isFifo && given.containsKey("FifoQueue")) {
            throw QueueErrors.unknownAttribute("FifoQueue");
        }
        return new QueueAttributes(Map.of()).with(given, isFifo);
    }

    /// Returns these attributes with some changed; an empty string removes one.
    QueueAttributes with(Map<String, String> changes, boolean isFifo) {
        Map<String, String> merged = new HashMap<>(values);
        changes.forEach((name, given) -> {
            String value = SWITCHES.contains(name) ? given.toLowerCase(Locale.ROOT) : given;
            check(name, value, isFifo);
            if (value.isEmpty()) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        if (!changes.getOrDefault("KmsMasterKeyId", "").isEmpty()) {
            merged.put("SqsManagedSseEnabled", "false");
        }
        return new QueueAttributes(merged);
    }

    private static void check(String name, String value, boolean isFifo) {
        if (ONLY_FIFO.contains(name) && !isFifo) {
            throw CHOICES.containsKey(name) ? QueueErrors.onlyFifo(name) : QueueErrors.unknownAttribute(name);
        }
        if (!isValid(name, value, isFifo)) {
            throw QueueErrors.attributeValue(name);
        }
    }

    private static boolean isValid(String name, String value, boolean isFifo) {
        if (NUMBERS.containsKey(name)) {
            return isWithin(value, NUMBERS.getOrDefault(name, new Range(0, 0)));
        }
        if (SWITCHES.contains(name)) {
            return value.equals("true") || value.equals("false");
        }
        if (CHOICES.containsKey(name)) {
            return CHOICES.getOrDefault(name, Set.of()).contains(value);
        }
        return switch (name) {
            case "RedrivePolicy" -> value.isEmpty() || RedrivePolicy.isOfType(value, isFifo);
            case "Policy" -> value.isEmpty() || AccessPolicy.find(value).isPresent();
            case "KmsMasterKeyId", "RedriveAllowPolicy" -> true;
            default -> throw QueueErrors.unknownAttribute(name);
        };
    }

    private static boolean isWithin(String value, Range range) {
        try {
            int number = Integer.parseInt(value);
            return number >= range.low && number <= range.high;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    boolean isFifo() {
        return isOn("FifoQueue");
    }

    boolean isOn(String name) {
        return Boolean.parseBoolean(values.getOrDefault(name, "false"));
    }

    int number(String name) {
        return Integer.parseInt(values.getOrDefault(name, DEFAULTS.getOrDefault(name, "0")));
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    boolean deduplicatesPerGroup() {
        return values.getOrDefault("DeduplicationScope", "queue").equals("messageGroup");
    }

    Optional<RedrivePolicy> redrivePolicy() {
        return Optional.ofNullable(values.get("RedrivePolicy")).flatMap(RedrivePolicy::parse);
    }

    /// Returns the attributes with the defaults, in a fixed order.
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        if (isFifo()) {
            all.put("ContentBasedDeduplication", "false");
            all.put("DeduplicationScope", "queue");
            all.put("FifoThroughputLimit", "perQueue");
        }
        all.putAll(values);
        if (!values.containsKey("KmsMasterKeyId")) {
            all.remove("KmsDataKeyReusePeriodSeconds");
        }
        return all;
    }

    /// The destination of messages that were received too often.
    record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {

        /// Tells whether this is a policy; refuses one that names a queue of the other type.
        private static boolean isOfType(String text, boolean isFifo) {
            Optional<RedrivePolicy> policy = parse(text);
            if (policy.isPresent() && policy.get().deadLetterTargetArn.endsWith(".fifo") != isFifo) {
                throw QueueErrors.invalidValue(
                        text, "RedrivePolicy", "Dead-letter queue must be same type of queue as the source.");
            }
            return policy.isPresent();
        }

        /// Parses the policy, in which `maxReceiveCount` may be a number or a string.
        static Optional<RedrivePolicy> parse(String text) {
            try {
                JsonNode policy = Json.parse(text);
                String arn = policy.path("deadLetterTargetArn").asText();
                int count = policy.path("maxReceiveCount").asInt();
                return arn.isEmpty() || count < 1 || count > 1000
                        ? Optional.empty()
                        : Optional.of(new RedrivePolicy(arn, count));
            } catch (JsonSyntaxException _) {
                return Optional.empty();
            }
        }
    }
}
