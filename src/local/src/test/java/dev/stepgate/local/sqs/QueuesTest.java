// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behaviour from the [SQS API
/// reference](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html) and
/// developer guide.
class QueuesTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestQueues sqs = new TestQueues(time);

    @BeforeEach
    void holdTheClock() {
        time.pause();
    }

    @Test
    void aMessageIsReceivedOnceAndGoneWhenItIsDeleted() throws Exception {
        sqs.create("q", Map.of());

        JsonNode sent = sqs.send("q", "hello");
        JsonNode received = sqs.receive("q").path(0);

        assertThat(sent.path("MD5OfMessageBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(received.path("MessageId")).isEqualTo(sent.path("MessageId"));
        assertThat(received.path("Body").asText()).isEqualTo("hello");
        assertThat(received.path("MD5OfBody")).isEqualTo(sent.path("MD5OfMessageBody"));
        assertThat(sqs.receive("q").isMissingNode()).isTrue();
        sqs.delete("q", received);
        time.advance(Duration.ofHours(1));
        assertThat(sqs.receive("q").isMissingNode()).isTrue();
    }

    @Test
    void aMessageThatIsNotDeletedComesBackAfterItsVisibilityTimeout() throws Exception {
        sqs.create("q", Map.of("VisibilityTimeout", "10"));
        sqs.send("q", "again");
        JsonNode first = sqs.receive("q").path(0);

        time.advance(Duration.ofMillis(9_999));
        assertThat(sqs.receive("q").isMissingNode()).isTrue();
        time.advance(Duration.ofMillis(1));
        JsonNode second = sqs.call(
                        "ReceiveMessage", "{'QueueUrl':'@q','MessageSystemAttributeNames':['ApproximateReceiveCount']}")
                .path("Messages")
                .path(0);

        assertThat(second.path("ReceiptHandle")).isNotEqualTo(first.path("ReceiptHandle"));
        assertThat(second.path("Attributes")).isEqualTo(Json.parse("{\"ApproximateReceiveCount\":\"2\"}"));
        sqs.delete("q", first);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("1");
    }

    @Test
    void visibilityCanBeChangedUntilAMessageIsDeleted() throws Exception {
        sqs.create("q", Map.of());
        sqs.send("q", "m");
        String handle = sqs.receive("q").path(0).path("ReceiptHandle").asText();
        String change = "{'QueueUrl':'@q','ReceiptHandle':'" + handle + "','VisibilityTimeout':%d}";

        sqs.call("ChangeMessageVisibility", change.formatted(100));
        time.advance(Duration.ofSeconds(99));
        assertThat(sqs.receive("q").isMissingNode()).isTrue();
        sqs.call("ChangeMessageVisibility", change.formatted(0));

        JsonNode again = sqs.receive("q");
        assertThat(again).hasSize(1);
        sqs.call("ChangeMessageVisibility", change.formatted(0));
        assertThat(sqs.receive("q")).hasSize(1);
        sqs.call("PurgeQueue", "{'QueueUrl':'@q'}");
        assertThatThrownBy(() -> sqs.call("ChangeMessageVisibility", change.formatted(5)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Message does not exist or is not available for visibility timeout change.");
    }

    /// Tested with AWS by LocalStack's `test_change_message_visibility_after_visibility_timeout_expiration`.
    @Test
    void visibilityCanBeChangedAfterItsTime() throws Exception {
        sqs.create("q", Map.of("VisibilityTimeout", "1"));
        sqs.send("q", "m");
        String handle = sqs.receive("q").path(0).path("ReceiptHandle").asText();
        time.advance(Duration.ofSeconds(2));

        sqs.call("ChangeMessageVisibility", "{'QueueUrl':'@q','ReceiptHandle':'" + handle + "','VisibilityTimeout':5}");

        assertThat(sqs.receive("q").isMissingNode()).isTrue();
        time.advance(Duration.ofSeconds(5));
        assertThat(sqs.receive("q")).hasSize(1);
    }

    @Test
    void aMessageCanBeDelayedByTheQueueAndByItself() throws Exception {
        sqs.create("q", Map.of("DelaySeconds", "20"));
        sqs.send("q", "late");
        sqs.call("SendMessage", "{'QueueUrl':'@q','MessageBody':'soon','DelaySeconds':5}");

        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesDelayed")).isEqualTo("2");
        time.advance(Duration.ofSeconds(5));
        assertThat(bodies(sqs.receive("q"))).containsExactly("soon");
        time.advance(Duration.ofSeconds(15));
        assertThat(bodies(sqs.receive("q"))).containsExactly("late");
    }

    @Test
    void aLongPollIsAnsweredAsSoonAsThereIsAMessage() throws Exception {
        sqs.create("q", Map.of("ReceiveMessageWaitTimeSeconds", "20"));
        CompletableFuture<JsonNode> waiting = sqs.start("ReceiveMessage", "{'QueueUrl':'@q'}");
        CompletableFuture<JsonNode> next = sqs.start("ReceiveMessage", "{'QueueUrl':'@q'}");

        sqs.send("q", "one");
        sqs.call("SendMessage", "{'QueueUrl':'@q','MessageBody':'two','DelaySeconds':7}");

        assertThat(bodies(waiting.get(60, TimeUnit.SECONDS).path("Messages"))).containsExactly("one");
        time.advance(Duration.ofSeconds(7));
        assertThat(bodies(next.get(60, TimeUnit.SECONDS).path("Messages"))).containsExactly("two");
    }

    @Test
    void aLongPollEndsEmptyWhenItsTimeIsOver() throws Exception {
        sqs.create("q", Map.of());
        CompletableFuture<JsonNode> waiting = sqs.start("ReceiveMessage", "{'QueueUrl':'@q','WaitTimeSeconds':3}");

        time.advance(Duration.ofMillis(2_999));
        assertThat(waiting).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(Json.parse("{}"));
    }

    @Test
    void aMessageReceivedTooOftenGoesToTheDeadLetterQueue() throws Exception {
        sqs.create("dead", Map.of());
        sqs.create(
                "q",
                Map.of(
                        "VisibilityTimeout",
                        "1",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + TestQueues.ARN + "dead\",\"maxReceiveCount\":2}"));
        JsonNode sent = sqs.send("q", "poison");
        for (int i = 0; i < 2; i++) {
            assertThat(sqs.receive("q")).hasSize(1);
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(sqs.receive("q").isMissingNode()).isTrue();

        time.awaitIdle();
        JsonNode dead = sqs.call("ReceiveMessage", "{'QueueUrl':'@dead','AttributeNames':['All']}")
                .path("Messages")
                .path(0);
        assertThat(dead.path("MessageId")).isEqualTo(sent.path("MessageId"));
        assertThat(dead.path("Attributes").path("DeadLetterQueueSourceArn").asText())
                .isEqualTo(TestQueues.ARN + "q");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("0");
        assertThat(sqs.call("ListDeadLetterSourceQueues", "{'QueueUrl':'@dead'}"))
                .isEqualTo(Json.parse("{\"queueUrls\":[\"" + TestQueues.URL + "q\"]}"));
    }

    @Test
    void messageAttributesComeBackWhenTheyAreAskedFor() {
        sqs.create("q", Map.of());
        JsonNode sent = sqs.call(
                "SendMessage",
                "{'QueueUrl':'@q','MessageBody':'m','MessageAttributes':{'a.x':{'DataType':'String','StringValue':'1'},"
                        + "'b':{'DataType':'Binary','BinaryValue':'AQI='}}}");

        JsonNode received = sqs.call(
                        "ReceiveMessage", "{'QueueUrl':'@q','VisibilityTimeout':0,'MessageAttributeNames':['a.*']}")
                .path("Messages")
                .path(0);
        JsonNode all = sqs.call("ReceiveMessage", "{'QueueUrl':'@q','MessageAttributeNames':['*']}")
                .path("Messages")
                .path(0);

        assertThat(received.path("MessageAttributes"))
                .isEqualTo(Json.parse("{\"a.x\":{\"DataType\":\"String\",\"StringValue\":\"1\"}}"));
        assertThat(all.path("MD5OfMessageAttributes")).isEqualTo(sent.path("MD5OfMessageAttributes"));
        assertThat(all.path("MessageAttributes")).hasSize(2);
    }

    @Test
    void theEntriesOfABatchSucceedAndFailByThemselves() {
        sqs.create("q", Map.of());

        JsonNode sent = sqs.call(
                "SendMessageBatch",
                "{'QueueUrl':'@q','Entries':[{'Id':'1','MessageBody':'m'},{'Id':'2','MessageBody':''}]}");
        String handle = sqs.receive("q").path(0).path("ReceiptHandle").asText();
        JsonNode deleted = sqs.call(
                "DeleteMessageBatch",
                "{'QueueUrl':'@q','Entries':[{'Id':'x','ReceiptHandle':'" + handle
                        + "'},{'Id':'y','ReceiptHandle':'no'}]}");

        assertThat(sent.path("Successful").path(0).path("Id").asText()).isEqualTo("1");
        assertThat(sent.path("Failed").path(0))
                .isEqualTo(Json.parse("{\"Id\":\"2\",\"SenderFault\":true,\"Code\":\"MissingParameter\",\"Message\":"
                        + "\"The request must contain the parameter MessageBody.\"}"));
        assertThat(deleted.path("Successful")).isEqualTo(Json.parse("[{\"Id\":\"x\"}]"));
        assertThat(deleted.path("Failed").path(0).path("Code").asText()).isEqualTo("ReceiptHandleIsInvalid");
    }

    @Test
    void messagesAreForgottenAfterTheRetentionPeriod() throws Exception {
        sqs.create("q", Map.of("MessageRetentionPeriod", "60"));
        sqs.send("q", "old");
        time.advance(Duration.ofSeconds(60));

        assertThat(sqs.receive("q").isMissingNode()).isTrue();
    }

    @Test
    void attributesAreReturnedWithTheirDefaultsAndCanBeChanged() throws Exception {
        sqs.create("q", Map.of("VisibilityTimeout", "7"));
        time.advance(Duration.ofSeconds(2));
        sqs.call("SetQueueAttributes", "{'QueueUrl':'@q','Attributes':{'DelaySeconds':'1'}}");

        JsonNode attributes = sqs.call("GetQueueAttributes", "{'QueueUrl':'@q','AttributeNames':['All']}")
                .path("Attributes");

        assertThat(attributes).isEqualTo(Json.parse("""
                                {"ApproximateNumberOfMessages":"0","ApproximateNumberOfMessagesDelayed":"0",
                                "ApproximateNumberOfMessagesNotVisible":"0","CreatedTimestamp":"1735689600","DelaySeconds":"1",
                                "LastModifiedTimestamp":"1735689602","MaximumMessageSize":"1048576","MessageRetentionPeriod":"345600",
                                "QueueArn":"arn:aws:sqs:us-east-1:123456789012:q","ReceiveMessageWaitTimeSeconds":"0",
                                "SqsManagedSseEnabled":"true","VisibilityTimeout":"7"}
                                """));
    }

    /// The documentation of ListQueues: without `MaxResults` there is no token.
    @Test
    void aListHasATokenOnlyWhereItsSizeIsGiven() {
        IntStream.range(0, 1001).forEach(i -> sqs.create("list-" + i, Map.of()));

        JsonNode all = sqs.call("ListQueues", "{}");

        assertThat(all.path("QueueUrls")).hasSize(1000);
        assertThat(all.has("NextToken")).isFalse();
        assertThatThrownBy(() -> sqs.call("ListQueues", "{'MaxResults':2,'NextToken':'list-1'}"))
                .isInstanceOf(AwsException.class)
                .hasMessage("Invalid or expired next token.");
    }

    @Test
    void queuesAreListedFoundTaggedPurgedAndDeleted() {
        IntStream.range(0, 3).forEach(i -> sqs.create("list-" + i, Map.of()));
        sqs.call("CreateQueue", "{'QueueName':'other','tags':{'a':'1'}}");
        sqs.send("other", "m");
        sqs.call("TagQueue", "{'QueueUrl':'@other','Tags':{'b':'2'}}");
        sqs.call("UntagQueue", "{'QueueUrl':'@other','TagKeys':['a']}");
        sqs.call("PurgeQueue", "{'QueueUrl':'@other'}");
        JsonNode page = sqs.call("ListQueues", "{'QueueNamePrefix':'list','MaxResults':2}");
        JsonNode rest = sqs.call(
                "ListQueues",
                "{'QueueNamePrefix':'list','NextToken':'"
                        + page.path("NextToken").asText() + "'}");
        sqs.call("DeleteQueue", "{'QueueUrl':'@list-1'}");

        assertThat(page.path("QueueUrls"))
                .isEqualTo(Json.parse("[\"" + TestQueues.URL + "list-0\",\"" + TestQueues.URL + "list-1\"]"));
        assertThat(rest).isEqualTo(Json.parse("{\"QueueUrls\":[\"" + TestQueues.URL + "list-2\"]}"));
        assertThat(sqs.call("GetQueueUrl", "{'QueueName':'other'}")
                        .path("QueueUrl")
                        .asText())
                .isEqualTo(TestQueues.URL + "other");
        assertThat(sqs.call("ListQueueTags", "{'QueueUrl':'@other'}"))
                .isEqualTo(Json.parse("{\"Tags\":{\"b\":\"2\"}}"));
        assertThat(sqs.receive("other").isMissingNode()).isTrue();
        assertThatThrownBy(() -> sqs.receive("list-1")).hasMessage("The specified queue does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CreateQueue | {'QueueName':'a b'} | InvalidParameterValue",
                "CreateQueue | {'QueueName':'a','Attributes':{'VisibilityTimeout':'43201'}} | InvalidAttributeValue",
                "CreateQueue | {'QueueName':'a','Attributes':{'Colour':'red'}} | InvalidAttributeName",
                "CreateQueue | {'QueueName':'a.fifo'} | InvalidParameterValue",
                "CreateQueue | {'QueueName':'q','Attributes':{'DelaySeconds':'9'}} | QueueNameExists",
                "CreateQueue | {'QueueName':'a','Attributes':{'FifoQueue':'false'}} | InvalidAttributeName",
                "CreateQueue | {'QueueName':'a','Attributes':{'DeduplicationScope':'queue'}} | InvalidAttributeName",
                "SetQueueAttributes | {'QueueUrl':'@q','Attributes':{'FifoQueue':'true'}} | InvalidAttributeName",
                "SetQueueAttributes | {'QueueUrl':'@f.fifo','Attributes':{'FifoQueue':'false'}} | InvalidAttributeValue",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'m','MessageGroupId':'group 123'} | InvalidParameterValue",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'m','MessageGroupId':''} | InvalidParameterValue",
                "SendMessage | {'QueueUrl':'@f.fifo','MessageBody':'m','MessageGroupId':'g','MessageDeduplicationId':'a b'} | InvalidParameterValue",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'m','MessageAttributes':{'aWs.a':{'DataType':'String','StringValue':'v'}}} | InvalidParameterValue",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'m','MessageAttributes':{'a':{'DataType':'String','StringValue':'\\u000b'}}} | InvalidParameterValue",
                "SendMessageBatch | {'QueueUrl':'@f.fifo','Entries':[{'Id':'1','MessageBody':'m'}]} | InvalidParameterValue",
                "GetQueueUrl | {'QueueName':'none'} | QueueDoesNotExist",
                "SendMessage | {'QueueUrl':'@none','MessageBody':'m'} | QueueDoesNotExist",
                "SendMessage | {'MessageBody':'m'} | MissingParameter",
                "SendMessage | {'QueueUrl':'@q','MessageBody':''} | MissingParameter",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'\\u0000'} | InvalidMessageContents",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'m','DelaySeconds':901} | InvalidParameterValue",
                "SendMessage | {'QueueUrl':'@q','MessageBody':'m','DelaySeconds':'soon'} | InvalidParameterValue",
                "ReceiveMessage | {'QueueUrl':'@q','VisibilityTimeout':true} | InvalidParameterValue",
                "ListQueues | {'MaxResults':0} | InvalidParameterValue",
                "ListQueues | {'MaxResults':''} | InvalidParameterValue",
                "GetQueueAttributes | {'QueueUrl':'@q','AttributeNames':['Colour']} | InvalidAttributeName",
                "SendMessage | {'QueueUrl':'@f.fifo','MessageBody':'m'} | MissingParameter",
                "SendMessage | {'QueueUrl':'@f.fifo','MessageBody':'m','MessageGroupId':'g'} | InvalidParameterValue",
                "ReceiveMessage | {'QueueUrl':'@q','MaxNumberOfMessages':11} | InvalidParameterValue",
                "ReceiveMessage | {'QueueUrl':'@q','WaitTimeSeconds':21} | InvalidParameterValue",
                "DeleteMessage | {'QueueUrl':'@q','ReceiptHandle':'x'} | ReceiptHandleIsInvalid",
                "SendMessageBatch | {'QueueUrl':'@q','Entries':[]} | EmptyBatchRequest",
                "DeleteMessageBatch | {'QueueUrl':'@q','Entries':[{'Id':'1'},{'Id':'1'}]} | BatchEntryIdsNotDistinct",
                "AddPermission | {'QueueUrl':'@q'} | MissingParameter",
                "SetQueueAttributes | {'QueueUrl':'@q','Attributes':{'Policy':'none'}} | InvalidAttributeValue",
                "StartQueue | {'QueueUrl':'@q'} | UnknownOperationException",
            })
    void invalidRequestsAreRefusedByName(String operation, String input, String code) {
        sqs.create("q", Map.of());
        sqs.create("f.fifo", Map.of("FifoQueue", "true"));

        assertThatThrownBy(() -> sqs.call(operation, input))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aMessageOverTheLimitIsRefused() {
        sqs.create("q", Map.of("MaximumMessageSize", "1024"));

        assertThatThrownBy(() -> sqs.send("q", "x".repeat(1025)))
                .hasMessage("One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.");
        assertThat(sqs.send("q", "x".repeat(1024)).has("MessageId")).isTrue();
    }

    /// Recorded from AWS in LocalStack's `test_sqs.snapshot.json`.
    @Test
    void refusalsHaveTheMessagesOfAws() {
        sqs.create("q", Map.of());

        assertThatThrownBy(() -> sqs.call("ReceiveMessage", "{'QueueUrl':'@q','WaitTimeSeconds':21}"))
                .hasMessage("Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
                        + " provided.");
        assertThatThrownBy(() -> sqs.call("DeleteMessage", "{'QueueUrl':'@q','ReceiptHandle':'garbage'}"))
                .hasMessage("The input receipt handle \"garbage\" is not a valid receipt handle.");
        assertThatThrownBy(() ->
                        sqs.call("SendMessage", "{'QueueUrl':'@q','MessageBody':'m','MessageGroupId':'group 123'}"))
                .hasMessage("Value group 123 for parameter MessageGroupId is invalid. Reason: MessageGroupId can only"
                        + " include alphanumeric and punctuation characters. 1 to 128 in length.");
        sqs.call("PurgeQueue", "{'QueueUrl':'@q'}");
        assertThatThrownBy(() -> sqs.call("PurgeQueue", "{'QueueUrl':'@q'}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    /// Recorded from AWS in LocalStack's `test_set_queue_attributes_default_values`.
    @Test
    void aKeyOfKmsReplacesTheEncryptionBySqs() {
        sqs.create("q", Map.of("KmsMasterKeyId", "k", "KmsDataKeyReusePeriodSeconds", "6000"));
        assertThat(sqs.attribute("q", "SqsManagedSseEnabled")).isEqualTo("false");
        assertThat(sqs.attribute("q", "KmsDataKeyReusePeriodSeconds")).isEqualTo("6000");

        sqs.call(
                "SetQueueAttributes",
                "{'QueueUrl':'@q','Attributes':{'KmsMasterKeyId':'','KmsDataKeyReusePeriodSeconds':'300'}}");

        JsonNode all = sqs.call("GetQueueAttributes", "{'QueueUrl':'@q','AttributeNames':['All']}");
        assertThat(all.path("Attributes").has("KmsDataKeyReusePeriodSeconds")).isFalse();
        assertThat(all.path("Attributes").path("SqsManagedSseEnabled").asText()).isEqualTo("false");
    }

    private static List<String> bodies(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("Body").asText())
                .toList();
    }
}
