// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The attributes of a topic
/// ([SetTopicAttributes](https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html)). Those for
/// FIFO topics have an effect here; the others are only kept and returned. Immutable.
record TopicAttributes(Map<String, String> values) {

    private static final Set<String> NAMES = Set.of(
            "ArchivePolicy",
            "ContentBasedDeduplication",
            "DataProtectionPolicy",
            "DeliveryPolicy",
            "DisplayName",
            "FifoThroughputScope",
            "FifoTopic",
            "KmsMasterKeyId",
            "MaximumMessageSize",
            "Policy",
            "SignatureVersion",
            "TracingConfig");
    private static final Set<String> SWITCHES = Set.of("FifoTopic", "ContentBasedDeduplication");

    /// The limits in bytes (API model of SNS, botocore 1.44.8).
    private static final int MIN_SIZE = 1024;

    private static final int MAX_SIZE = 1024 * 1024;
    private static final int DEFAULT_SIZE = 256 * 1024;

    TopicAttributes {
        values = Map.copyOf(values);
        values.forEach(TopicAttributes::check);
    }

    private static void check(String name, String value) {
        boolean isFeedback = name.matches("(HTTP|Firehose|Lambda|Application|SQS)(Success|Failure)Feedback.*");
        if (!NAMES.contains(name) && !isFeedback) {
            throw TopicErrors.invalid("AttributeName");
        }
        if (name.equals("SignatureVersion") && !value.equals("1") && !value.equals("2")) {
            throw TopicErrors.invalid("Attributes Reason: SignatureVersion: must be either 1 or 2");
        }
        if (name.equals("TracingConfig") && !value.equals("PassThrough") && !value.equals("Active")) {
            throw TopicErrors.invalid("Attributes Reason: TracingConfig: must be either PassThrough or Active");
        }
        if (name.equals("FifoThroughputScope") && !value.equals("Topic") && !value.equals("MessageGroup")) {
            throw TopicErrors.invalid("Attributes Reason: FifoThroughputScope: must be either Topic or MessageGroup");
        }
        if (name.equals("MaximumMessageSize") && !isSize(value)) {
            throw TopicErrors.invalid(
                    "Attributes Reason: MaximumMessageSize: must be a number from " + MIN_SIZE + " to " + MAX_SIZE);
        }
        if (SWITCHES.contains(name) && !value.equals("true") && !value.equals("false")) {
            throw TopicErrors.invalid("Attributes Reason: " + name + ": must be either true or false");
        }
    }

    private static boolean isSize(String value) {
        return value.matches("\\d{1,9}") && Integer.parseInt(value) >= MIN_SIZE && Integer.parseInt(value) <= MAX_SIZE;
    }

    /// The maximum size of a message, in bytes.
    int maximumMessageSize() {
        return Integer.parseInt(values.getOrDefault("MaximumMessageSize", Integer.toString(DEFAULT_SIZE)));
    }

    /// The signature version in envelopes.
    String signatureVersion() {
        return values.getOrDefault("SignatureVersion", "1");
    }

    boolean isFifo() {
        return values.getOrDefault("FifoTopic", "false").equals("true");
    }

    boolean deduplicatesByContent() {
        return values.getOrDefault("ContentBasedDeduplication", "false").equals("true");
    }

    TopicAttributes with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new TopicAttributes(changed);
    }
}
