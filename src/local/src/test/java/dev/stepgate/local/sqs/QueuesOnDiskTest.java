// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQS with a store: after a restart, queues and messages are there and in the same states.
class QueuesOnDiskTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "123456789012");

    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    @TempDir
    Path folder;

    private VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private Store store;
    private Queues queues;

    @BeforeEach
    void begin() {
        time.pause();
        store = DataFolder.open(folder, Sync.NEVER, DataFolder.Loss.REFUSED);
        queues = new Queues(
                new Identifiers(ACCOUNT, () -> UUID.randomUUID().toString()),
                time,
                () -> URI.create("http://127.0.0.1"),
                store);
    }

    @AfterEach
    void end() {
        store.close();
        time.close();
    }

    private void restart() {
        Instant now = time.now();
        end();
        time = new VirtualTime(now);
        begin();
    }

    private JsonNode call(String operation, String queue, String members) throws Exception {
        ObjectNode input = ((ObjectNode) Json.parse(members)).put("QueueUrl", "http://127.0.0.1/123456789012/" + queue);
        return queues.call(new AwsCall(operation, input, "id"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private JsonNode send(String queue, String body) throws Exception {
        return call("SendMessage", queue, "{\"MessageBody\":\"" + body + "\"}");
    }

    private List<JsonNode> receive(String queue) throws Exception {
        JsonNode answer =
                call("ReceiveMessage", queue, "{\"MaxNumberOfMessages\":10,\"MessageSystemAttributeNames\":[\"All\"]}");
        List<JsonNode> messages = new ArrayList<>();
        answer.path("Messages").forEach(messages::add);
        return messages;
    }

    private List<String> bodies(String queue) throws Exception {
        return receive(queue).stream().map(each -> each.path("Body").asText()).toList();
    }

    @Test
    void messagesKeepTheirOrderAndDeletedOnesStayDeleted() throws Exception {
        queues.create("q", Map.of("VisibilityTimeout", "7"));
        String first = send("q", "a").path("MessageId").asText();
        send("q", "b");
        call(
                "DeleteMessage",
                "q",
                "{\"ReceiptHandle\":\""
                        + receive("q").get(1).path("ReceiptHandle").asText() + "\"}");
        time.advance(Duration.ofSeconds(8));
        send("q", "c");

        restart();

        assertThat(call("GetQueueAttributes", "q", "{\"AttributeNames\":[\"VisibilityTimeout\"]}")
                        .path("Attributes")
                        .path("VisibilityTimeout")
                        .asText())
                .isEqualTo("7");
        List<JsonNode> received = receive("q");
        assertThat(received.stream().map(each -> each.path("Body").asText())).containsExactly("a", "c");
        assertThat(received.getFirst().path("MessageId").asText()).isEqualTo(first);
        assertThat(received.getFirst()
                        .path("Attributes")
                        .path("ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void aMoveTaskContinuesWhereItStopped() throws Exception {
        queues.create("dead", Map.of());
        queues.create(
                "q", Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":1}"));
        for (String body : List.of("a", "b", "c", "d", "e")) {
            send("dead", body);
        }
        String started = moveTask(
                        "StartMessageMoveTask",
                        "\"DestinationArn\":\"" + ARN + "q\",\"MaxNumberOfMessagesPerSecond\":2")
                .path("TaskHandle")
                .asText();
        time.advance(Duration.ofMillis(1_500));

        restart();

        JsonNode running = moveTask("ListMessageMoveTasks", "\"MaxResults\":1").at("/Results/0");
        assertThat(running.path("TaskHandle").asText()).isEqualTo(started);
        assertThat(running.path("ApproximateNumberOfMessagesMoved").intValue()).isEqualTo(2);
        time.advance(Duration.ofSeconds(5));
        assertThat(bodies("q")).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        restart();
        JsonNode ended = moveTask("ListMessageMoveTasks", "\"MaxResults\":1").at("/Results/0");
        assertThat(ended.path("Status").asText()).isEqualTo("COMPLETED");
        assertThat(ended.path("ApproximateNumberOfMessagesMoved").intValue()).isEqualTo(5);
    }

    private JsonNode moveTask(String operation, String members) throws Exception {
        return call(operation, "dead", "{\"SourceArn\":\"" + ARN + "dead\"," + members + "}");
    }

    @Test
    void aMessageInFlightComesBackAfterItsTimeoutAndCanBeDeletedUntilThen() throws Exception {
        queues.create("q", Map.of("VisibilityTimeout", "30"));
        send("q", "a");
        send("q", "b");
        List<JsonNode> inFlight = receive("q");

        restart();

        assertThat(receive("q")).isEmpty();
        call(
                "DeleteMessage",
                "q",
                "{\"ReceiptHandle\":\""
                        + inFlight.getFirst().path("ReceiptHandle").asText() + "\"}");
        time.advance(Duration.ofSeconds(31));
        assertThat(bodies("q")).containsExactly("b");
    }

    @Test
    void aFifoQueueStillRecognisesDuplicatesAndBusyGroups() throws Exception {
        queues.create("q.fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        JsonNode first = call("SendMessage", "q.fifo", "{\"MessageBody\":\"a\",\"MessageGroupId\":\"g\"}");
        call("SendMessage", "q.fifo", "{\"MessageBody\":\"b\",\"MessageGroupId\":\"g\"}");
        assertThat(call("ReceiveMessage", "q.fifo", "{}").path("Messages")).hasSize(1);

        restart();

        assertThat(receive("q.fifo")).as("the group is busy").isEmpty();
        JsonNode again = call("SendMessage", "q.fifo", "{\"MessageBody\":\"a\",\"MessageGroupId\":\"g\"}");
        assertThat(again.path("MessageId")).isEqualTo(first.path("MessageId"));
        assertThat(again.path("SequenceNumber")).isEqualTo(first.path("SequenceNumber"));
        JsonNode later = call("SendMessage", "q.fifo", "{\"MessageBody\":\"c\",\"MessageGroupId\":\"h\"}");
        assertThat(later.path("SequenceNumber").asText())
                .isGreaterThan(first.path("SequenceNumber").asText());
        time.advance(Duration.ofSeconds(31));
        assertThat(bodies("q.fifo")).containsExactly("a", "b", "c");
    }

    @Test
    void aMessageOnItsWayToTheDeadLetterQueueArrives() throws Exception {
        queues.create("dead", Map.of());
        queues.create(
                "q",
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\","
                                + "\"maxReceiveCount\":1}"));
        send("q", "a");
        assertThat(call("ReceiveMessage", "q", "{\"VisibilityTimeout\":0}").path("Messages"))
                .hasSize(1);
        assertThat(receive("q")).isEmpty();

        restart();

        assertThat(receive("q")).isEmpty();
        assertThat(bodies("dead")).containsExactly("a");
        restart();
        assertThat(receive("dead")).as("in flight, and there once").isEmpty();
        time.advance(Duration.ofSeconds(31));
        assertThat(bodies("dead")).containsExactly("a");
    }

    @Test
    void deletedAndPurgedMessagesDoNotComeBack() throws Exception {
        queues.create("q", Map.of());
        queues.create("gone", Map.of());
        send("q", "a");
        send("gone", "b");
        call("PurgeQueue", "q", "{}");
        call("DeleteQueue", "gone", "{}");

        restart();

        assertThat(receive("q")).isEmpty();
        assertThat(queues.find("gone")).isEmpty();
    }

    @Test
    void aTemplateChangesTheAttributesOfAQueueThatIsThere() throws Exception {
        queues.declare("q", Map.of("DelaySeconds", "5"));
        send("q", "a");

        restart();
        queues.declare("q", Map.of("DelaySeconds", "9"));

        assertThat(queues.byUrl("q").attributes().values()).containsEntry("DelaySeconds", "9");
        time.advance(Duration.ofSeconds(6));
        assertThat(bodies("q")).containsExactly("a");
    }
}
