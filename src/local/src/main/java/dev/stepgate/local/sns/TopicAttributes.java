// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The attributes of a topic
/// ([SetTopicAttributes](https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html)). Those that are about
/// FIFO topics have an effect here, the others are kept and told. Immutable.
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

    TopicAttributes {
        values = Map.copyOf(values);
        values.forEach(TopicAttributes::check);
    }

    private static void check(String name, String value) {
        boolean isFeedback = name.matches("(HTTP|Firehose|Lambda|Application|SQS)(Success|Failure)Feedback.*");
        if (!NAMES.contains(name) && !isFeedback) {
            throw TopicErrors.invalid("AttributeName");
        }
        if (SWITCHES.contains(name) && !value.equals("true") && !value.equals("false")) {
            throw TopicErrors.invalid("Attributes Reason: " + name + ": must be either true or false");
        }
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
