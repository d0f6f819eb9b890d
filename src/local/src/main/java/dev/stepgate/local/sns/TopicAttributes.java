// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    private static final String DEFAULT_DELIVERY = """
            {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,\
            "numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},\
            "disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":\
            "text/plain; charset=UTF-8"}}}""";

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

    /// Tells whether a topic with these attributes is one that CreateTopic describes.
    boolean has(TopicAttributes wanted) {
        Map<String, String> asked = new HashMap<>(wanted.values);
        boolean unused = asked.remove("FifoTopic", "false");
        return values.entrySet().containsAll(asked.entrySet());
    }

    /// Returns the attributes with their defaults, as in GetTopicAttributes.
    ///
    /// @param owner the account
    Map<String, String> all(String arn, String owner) {
        Map<String, String> all = new TreeMap<>(values);
        boolean unused = all.remove("FifoTopic", "false");
        all.put("TopicArn", arn);
        all.put("Owner", owner);
        all.putIfAbsent("DisplayName", "");
        if (isFifo()) {
            all.putIfAbsent("ContentBasedDeduplication", "false");
        }
        all.putIfAbsent("Policy", policy(arn, owner));
        all.put("EffectiveDeliveryPolicy", values.getOrDefault("DeliveryPolicy", DEFAULT_DELIVERY));
        return all;
    }

    /// Returns what SNS answers where a topic has no policy of its own.
    private static String policy(String arn, String owner) {
        return """
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
                "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
                "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
                "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}""".formatted(arn, owner);
    }

    TopicAttributes with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new TopicAttributes(changed);
    }
}
