// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The members of the inputs of SQS and SNS, by which a query is checked: a parameter that is none would otherwise
/// have no effect, and nobody would know. AWS refuses those with a structure, with the same texts
/// ([rusoto#586](https://github.com/rusoto/rusoto/issues/586), [boto#877](https://github.com/boto/boto/pull/877));
/// here all are refused.
final class QueryMembers {

    /// A line for each operation, and for each kind of entry of a batch. A star marks a list, map or structure.
    private static final String SQS = """
            CancelMessageMoveTask TaskHandle
            ChangeMessageVisibility QueueUrl ReceiptHandle VisibilityTimeout
            ChangeMessageVisibilityBatch QueueUrl Entries*
            ChangeMessageVisibilityBatch.Entries Id ReceiptHandle VisibilityTimeout
            CreateQueue QueueName Attributes* tags*
            DeleteMessage QueueUrl ReceiptHandle
            DeleteMessageBatch QueueUrl Entries*
            DeleteMessageBatch.Entries Id ReceiptHandle
            DeleteQueue QueueUrl
            GetQueueAttributes QueueUrl AttributeNames*
            GetQueueUrl QueueName QueueOwnerAWSAccountId
            ListDeadLetterSourceQueues QueueUrl NextToken MaxResults
            ListMessageMoveTasks SourceArn MaxResults
            ListQueueTags QueueUrl
            ListQueues QueueNamePrefix NextToken MaxResults
            PurgeQueue QueueUrl
            ReceiveMessage QueueUrl AttributeNames* MessageSystemAttributeNames* MessageAttributeNames* \
            MaxNumberOfMessages VisibilityTimeout WaitTimeSeconds ReceiveRequestAttemptId
            SendMessage QueueUrl MessageBody DelaySeconds MessageAttributes* MessageSystemAttributes* \
            MessageDeduplicationId MessageGroupId
            SendMessageBatch QueueUrl Entries*
            SendMessageBatch.Entries Id MessageBody DelaySeconds MessageAttributes* MessageSystemAttributes* \
            MessageDeduplicationId MessageGroupId
            SetQueueAttributes QueueUrl Attributes*
            StartMessageMoveTask SourceArn DestinationArn MaxNumberOfMessagesPerSecond
            TagQueue QueueUrl Tags*
            UntagQueue QueueUrl TagKeys*
            """;

    private static final String SNS = """
            ConfirmSubscription TopicArn Token AuthenticateOnUnsubscribe
            CreateTopic Name Attributes* Tags* DataProtectionPolicy
            DeleteTopic TopicArn
            GetSubscriptionAttributes SubscriptionArn
            GetTopicAttributes TopicArn
            ListSubscriptions NextToken
            ListSubscriptionsByTopic TopicArn NextToken
            ListTagsForResource ResourceArn
            ListTopics NextToken
            Publish TopicArn TargetArn PhoneNumber Message Subject MessageStructure MessageAttributes* \
            MessageDeduplicationId MessageGroupId
            PublishBatch TopicArn PublishBatchRequestEntries*
            PublishBatch.PublishBatchRequestEntries Id Message Subject MessageStructure MessageAttributes* \
            MessageDeduplicationId MessageGroupId
            SetSubscriptionAttributes SubscriptionArn AttributeName AttributeValue
            SetTopicAttributes TopicArn AttributeName AttributeValue
            Subscribe TopicArn Protocol Endpoint Attributes* ReturnSubscriptionArn
            TagResource ResourceArn Tags*
            Unsubscribe SubscriptionArn
            UntagResource ResourceArn TagKeys*
            """;

    private static final Map<String, Map<String, Set<String>>> BY_SERVICE =
            Map.of("sqs", table(SQS), "sns", table(SNS));

    private QueryMembers() {}

    private static Map<String, Set<String>> table(String lines) {
        return lines.lines()
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(
                        words -> words[0],
                        words -> Arrays.stream(words).skip(1).collect(Collectors.toUnmodifiableSet())));
    }

    /// @throws AwsException `MalformedInput` that names a parameter which is no member of the operation's input
    static void check(String service, String operation, JsonNode input) {
        Map<String, Set<String>> table = BY_SERVICE.getOrDefault(service, Map.of());
        if (table.containsKey(operation)) {
            check(table, operation, input);
        }
    }

    private static void check(Map<String, Set<String>> table, String row, JsonNode input) {
        input.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean isList = value.isContainerNode() || value.asText("x").isEmpty();
            Set<String> known = table.getOrDefault(row, Set.of());
            boolean isKnown = known.contains(member.getKey()) && !value.isContainerNode()
                    || isList && known.contains(member.getKey() + "*");
            if (!isKnown) {
                throw malformed(member.getKey(), value, row);
            }
            if (table.containsKey(row + "." + member.getKey())) {
                value.forEach(entry -> check(table, row + "." + member.getKey(), entry));
            }
        });
    }

    static AwsException malformed(String parameter, JsonNode value, String row) {
        String reason = value.isArray()
                ? "Top level element may not be treated as a list"
                : value.isObject() ? "Start of list found where not expected" : "Unknown parameter";
        return new AwsException(400, "MalformedInput", reason + ": " + parameter + " is not a parameter of " + row);
    }
}
