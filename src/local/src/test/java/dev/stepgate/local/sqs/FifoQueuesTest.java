// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Behaviour from the developer guide's [FIFO
/// queues](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html), and as
/// LocalStack's tests in `tests/aws/services/sqs/test_sqs.py` found it on AWS.
class FifoQueuesTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestQueues sqs = new TestQueues(time);

    @BeforeEach
    void holdTheClock() {
        time.pause();
    }

    @Test
    void aFifoQueueKeepsTheOrderOfEachGroup() throws Exception {
        create("a1", "b1", "a2", "b2");

        JsonNode first = sqs.call("ReceiveMessage", "{'QueueUrl':'@q.fifo'}").path("Messages");
        JsonNode others = sqs.receive("q.fifo");

        assertThat(bodies(first)).containsExactly("a1");
        assertThat(bodies(others)).containsExactly("b1", "b2");
        assertThat(sqs.receive("q.fifo").isMissingNode()).isTrue();
        sqs.delete("q.fifo", first.path(0));
        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("a2");
    }

    @Test
    void aFifoQueueTakesTheSameMessageOnceInFiveMinutes() throws Exception {
        sqs.create("q.fifo", Map.of("FifoQueue", "true"));
        String send = "{'QueueUrl':'@q.fifo','MessageBody':'%s','MessageGroupId':'g','MessageDeduplicationId':'d'}";

        JsonNode first = sqs.call("SendMessage", send.formatted("one"));
        JsonNode second = sqs.call("SendMessage", send.formatted("two"));
        time.advance(Duration.ofMinutes(5));
        JsonNode third = sqs.call("SendMessage", send.formatted("three"));

        assertThat(second.path("MessageId")).isEqualTo(first.path("MessageId"));
        assertThat(second.path("SequenceNumber")).isEqualTo(first.path("SequenceNumber"));
        assertThat(third.path("SequenceNumber").asText())
                .isGreaterThan(first.path("SequenceNumber").asText());
        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("one", "three");
    }

    /// `test_fifo_receive_message_group_id_ordering`.
    @Test
    void groupsAreReceivedOneAfterAnother() throws Exception {
        create("a1", "b1", "a2", "a3");

        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("a1", "a2", "a3", "b1");
    }

    /// `test_fifo_receive_message_visibility_timeout_shared_in_group`.
    @Test
    void aGroupThatWasReceivedGoesBehindTheOthers() throws Exception {
        create("a1", "a2", "a3", "b1", "c1");
        assertThat(bodies(receive(2))).containsExactly("a1", "a2");
        assertThat(bodies(receive(1))).containsExactly("b1");

        time.advance(Duration.ofSeconds(30));

        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("c1", "a1", "a2", "a3", "b1");
    }

    /// `test_fifo_message_group_visibility_after_terminate_visibility_timeout`.
    @Test
    void aGroupIsReceivedUpToItsFirstMessageInFlight() throws Exception {
        create("a1", "a2", "a3", "b1");
        JsonNode received = receive(2);

        sqs.call(
                "ChangeMessageVisibility",
                "{'QueueUrl':'@q.fifo','VisibilityTimeout':0,'ReceiptHandle':'"
                        + received.path(0).path("ReceiptHandle").asText() + "'}");

        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("b1", "a1");
    }

    /// `test_fifo_delete_after_visibility_timeout`.
    @Test
    void aMessageIsNotDeletedAfterItsVisibilityTimeout() throws Exception {
        create("a1");
        JsonNode received = sqs.receive("q.fifo").path(0);
        time.advance(Duration.ofSeconds(30));

        assertThatThrownBy(() -> sqs.delete("q.fifo", received))
                .hasMessageEndingWith(
                        "for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
    }

    /// `test_fifo_queue_send_message_with_zero_delay_defaults_to_queue_delay`.
    @Test
    void noDelayOfAMessageIsTheDelayOfItsQueue() throws Exception {
        create();
        sqs.call("SetQueueAttributes", "{'QueueUrl':'@q.fifo','Attributes':{'DelaySeconds':'2'}}");
        sqs.call("SendMessage", "{'QueueUrl':'@q.fifo','MessageBody':'a','MessageGroupId':'a','DelaySeconds':0}");

        assertThat(sqs.receive("q.fifo").isMissingNode()).isTrue();
        time.advance(Duration.ofSeconds(2));
        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("a");
    }

    /// `test_purge_queue_clears_fifo_deduplication_cache`.
    @Test
    void aPurgedQueueHasForgottenWhatItTook() throws Exception {
        create("a1");
        sqs.call("PurgeQueue", "{'QueueUrl':'@q.fifo'}");
        send("a1");

        assertThat(bodies(sqs.receive("q.fifo"))).containsExactly("a1");
    }

    /// `test_send_batch_missing_message_group_id_for_fifo_queue`, `test_fifo_set_content_based_deduplication_strategy`.
    @Test
    void aBatchWithAMessageOfNoGroupIsRefusedAsAWhole() {
        create();

        assertThatThrownBy(() -> sqs.call(
                        "SendMessageBatch",
                        "{'QueueUrl':'@q.fifo','Entries':[{'Id':'1','MessageBody':'m','MessageGroupId':'a'},"
                                + "{'Id':'2','MessageBody':'m'}]}"))
                .hasMessage("The request must contain the parameter MessageGroupId.");
        assertThat(sqs.attribute("q.fifo", "ApproximateNumberOfMessages")).isEqualTo("0");
        assertThat(sqs.attribute("q.fifo", "DeduplicationScope")).isEqualTo("queue");
        assertThat(sqs.attribute("q.fifo", "FifoThroughputLimit")).isEqualTo("perQueue");
    }

    private void create(String... messages) {
        sqs.create("q.fifo", Map.of("FifoQueue", "True", "ContentBasedDeduplication", "true"));
        List.of(messages).forEach(this::send);
    }

    private void send(String message) {
        sqs.call(
                "SendMessage",
                "{'QueueUrl':'@q.fifo','MessageBody':'" + message + "','MessageGroupId':'" + message.charAt(0) + "'}");
    }

    private JsonNode receive(int most) {
        return sqs.call("ReceiveMessage", "{'QueueUrl':'@q.fifo','MaxNumberOfMessages':" + most + "}")
                .path("Messages");
    }

    private static List<String> bodies(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("Body").asText())
                .toList();
    }
}
