// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks that the messages of a dead-letter queue go back, against LocalStack's
/// [recordings of
/// AWS](https://github.com/localstack/localstack/blob/main/tests/aws/services/sqs/test_sqs_move_task.snapshot.json).
class MoveTasksTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestQueues sqs = new TestQueues(time);

    @BeforeEach
    void makeQueues() {
        time.pause();
        sqs.create("dead", Map.of()).create("other", Map.of());
        sqs.create("q", redrivenTo("dead")).create("r", redrivenTo("dead"));
    }

    private static Map<String, String> redrivenTo(String queue) {
        return Map.of(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + TestQueues.ARN + queue + "\",\"maxReceiveCount\":1}",
                "VisibilityTimeout",
                "0");
    }

    /// Sends a message to a queue, whose dead-letter queue has it afterwards.
    private JsonNode giveUp(String queue, String body) throws Exception {
        JsonNode sent = sqs.send(queue, body);
        sqs.receive(queue);
        assertThat(sqs.receive(queue).isMissingNode()).isTrue();
        time.advance(Duration.ZERO);
        return sent;
    }

    private String start(String members) {
        return sqs.call("StartMessageMoveTask", "{'SourceArn':'" + TestQueues.ARN + "dead'" + members + "}")
                .path("TaskHandle")
                .asText();
    }

    private JsonNode newest() {
        return sqs.call("ListMessageMoveTasks", "{'SourceArn':'" + TestQueues.ARN + "dead'}")
                .path("Results")
                .path(0);
    }

    @Test
    void eachMessageGoesBackToTheQueueThatGaveItUp() throws Exception {
        JsonNode sent = giveUp("q", "one");
        giveUp("r", "two");
        assertThat(sqs.attribute("dead", "ApproximateNumberOfMessages")).isEqualTo("2");

        start("");
        time.advance(Duration.ZERO);

        assertThat(newest())
                .isEqualTo(Json.parse(("{'Status':'COMPLETED','SourceArn':'" + TestQueues.ARN + "dead',"
                                + "'ApproximateNumberOfMessagesMoved':2,'ApproximateNumberOfMessagesToMove':2,"
                                + "'StartedTimestamp':1735689600000}")
                        .replace('\'', '"')));
        JsonNode back = sqs.call("ReceiveMessage", "{'QueueUrl':'@q','MessageSystemAttributeNames':['All']}")
                .path("Messages")
                .path(0);
        assertThat(back.path("Body").asText()).isEqualTo("one");
        assertThat(back.path("MessageId")).isNotEqualTo(sent.path("MessageId"));
        assertThat(back.path("Attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(back.path("Attributes").has("DeadLetterQueueSourceArn")).isFalse();
        assertThat(sqs.receive("r").path(0).path("Body").asText()).isEqualTo("two");
        assertThat(sqs.attribute("dead", "ApproximateNumberOfMessages")).isEqualTo("0");
    }

    @Test
    void aTaskWithARateTakesItsTimeAndCanBeCancelled() throws Exception {
        for (int i = 0; i < 10; i++) {
            giveUp("q", "m" + i);
        }

        String handle = start(",'DestinationArn':'" + TestQueues.ARN + "other','MaxNumberOfMessagesPerSecond':1");

        assertThat(newest().path("Status").asText()).isEqualTo("RUNNING");
        assertThat(newest().path("TaskHandle").asText()).isEqualTo(handle);
        assertThatThrownBy(() -> start("")).hasMessageStartingWith("There is already a task running.");
        time.advance(Duration.ofSeconds(2));
        assertThat(sqs.call("CancelMessageMoveTask", "{'TaskHandle':'" + handle + "'}"))
                .isEqualTo(Json.parse("{\"ApproximateNumberOfMessagesMoved\":2}"));
        time.advance(Duration.ofSeconds(60));
        assertThat(newest().path("Status").asText()).isEqualTo("CANCELLED");
        assertThat(newest().has("TaskHandle")).isFalse();
        assertThat(sqs.attribute("other", "ApproximateNumberOfMessages")).isEqualTo("2");
        assertThat(sqs.attribute("dead", "ApproximateNumberOfMessages")).isEqualTo("8");
        assertThatThrownBy(() -> sqs.call("CancelMessageMoveTask", "{'TaskHandle':'" + handle + "'}"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("UnsupportedOperation"));
    }

    /// The reason is that of the developer guide, "Troubleshoot dead-letter queue and DLQ redrive issues".
    @Test
    void aMessageThatNoQueueGaveUpNeedsADestination() throws Exception {
        sqs.send("dead", "sent here");

        start("");
        time.advance(Duration.ZERO);

        assertThat(newest().path("Status").asText()).isEqualTo("FAILED");
        assertThat(newest().path("FailureReason").asText()).isEqualTo("CouldNotDetermineMessageSource");
        start(",'DestinationArn':'" + TestQueues.ARN + "other'");
        time.advance(Duration.ZERO);
        assertThat(newest().path("Status").asText()).isEqualTo("COMPLETED");
        assertThat(sqs.receive("other").path(0).path("Body").asText()).isEqualTo("sent here");
    }

    @Test
    void aTaskFailsWhenItsDestinationIsDeleted() throws Exception {
        for (int i = 0; i < 10; i++) {
            giveUp("q", "m" + i);
        }
        start(",'DestinationArn':'" + TestQueues.ARN + "other','MaxNumberOfMessagesPerSecond':1");
        time.advance(Duration.ofSeconds(3));

        sqs.call("DeleteQueue", "{'QueueUrl':'@other'}");
        time.advance(Duration.ofSeconds(1));

        assertThat(newest().path("ApproximateNumberOfMessagesMoved").asInt()).isEqualTo(3);
        assertThat(newest().path("FailureReason").asText()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(sqs.attribute("dead", "ApproximateNumberOfMessages")).isEqualTo("7");
    }

    /// What comes back while a task runs is left to the next task: a message that fails again does not go
    /// round in circles.
    @Test
    void aTaskMovesWhatWasThereWhenItStarted() throws Exception {
        giveUp("q", "one");
        start(",'MaxNumberOfMessagesPerSecond':1");
        giveUp("q", "two");

        time.advance(Duration.ofSeconds(10));

        assertThat(newest().path("ApproximateNumberOfMessagesMoved").asInt()).isEqualTo(1);
        assertThat(sqs.attribute("dead", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StartMessageMoveTask | {} | 400 | MissingParameter | The request must contain the parameter SourceArn.
            StartMessageMoveTask | {'SourceArn':'q'} | 400 | InvalidParameterValue | Source queue must be configured as a Dead Letter Queue.
            StartMessageMoveTask | {'SourceArn':'none'} | 404 | ResourceNotFoundException | The resource that you specified for the SourceArn parameter doesn't exist.
            StartMessageMoveTask | {'SourceArn':'dead','DestinationArn':'none'} | 404 | ResourceNotFoundException | The resource that you specified for the DestinationArn parameter doesn't exist.
            StartMessageMoveTask | {'SourceArn':'dead','MaxNumberOfMessagesPerSecond':501} | 400 | InvalidParameterValue | Value 501 for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided.
            ListMessageMoveTasks | {'SourceArn':'dead','MaxResults':11} | 400 | InvalidParameterValue | Value 11 for parameter MaxResults is invalid. Reason: Must be between 1 and 10, if provided.
            CancelMessageMoveTask | {'TaskHandle':'no handle'} | 400 | InvalidParameterValue | Value for parameter TaskHandle is invalid.
            CancelMessageMoveTask | {'TaskHandle':'of none'} | 404 | ResourceNotFoundException | The resource that you specified for the SourceArn parameter doesn't exist.
            CancelMessageMoveTask | {'TaskHandle':'of dead'} | 404 | ResourceNotFoundException | Task does not exist.
            """)
    void whatIsWrongIsRefusedAsByAws(String operation, String input, int status, String code, String message) {
        String arns = input.replaceAll("Arn':'", "Arn':'" + TestQueues.ARN)
                .replace("of none", handle("none"))
                .replace("of dead", handle("dead"));

        assertThatThrownBy(() -> sqs.call(operation, arns)).isInstanceOfSatisfying(AwsException.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).isEqualTo(message);
        });
    }

    private static String handle(String queue) {
        String json = "{\"taskId\":\"11111111-2222-3333-4444-555555555555\",\"sourceArn\":\"" + TestQueues.ARN + queue
                + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fifoQueuesKeepTheOrderAndTheirMessagesOutOfOthers() throws Exception {
        sqs.create("dead.fifo", Map.of("FifoQueue", "true"));
        Map<String, String> policy = redrivenTo("dead.fifo");
        sqs.create(
                "q.fifo",
                Map.of("FifoQueue", "true", "RedrivePolicy", policy.get("RedrivePolicy"), "VisibilityTimeout", "0"));
        for (String body : new String[] {"a", "b", "c"}) {
            sqs.call(
                    "SendMessage",
                    "{'QueueUrl':'@dead.fifo','MessageBody':'" + body
                            + "','MessageGroupId':'g','MessageDeduplicationId':'" + body + "'}");
        }
        String arn = TestQueues.ARN + "dead.fifo";

        assertThatThrownBy(() -> sqs.call(
                        "StartMessageMoveTask",
                        "{'SourceArn':'" + arn + "','DestinationArn':'" + TestQueues.ARN + "other'}"))
                .hasMessage("Messages are moved between two standard queues or two FIFO queues.");
        sqs.call("StartMessageMoveTask", "{'SourceArn':'" + arn + "','DestinationArn':'" + TestQueues.ARN + "q.fifo'}");
        time.advance(Duration.ZERO);

        assertThat(sqs.receive("q.fifo"))
                .extracting(each -> each.path("Body").asText())
                .containsExactly("a", "b", "c");
    }
}
