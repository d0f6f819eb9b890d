// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Behaviour from [using Lambda with SQS](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html).
class EventSourcesTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestQueues sqs = new TestQueues(time).create("q", Map.of("VisibilityTimeout", "30"));
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    @Test
    void aFunctionGetsTheMessagesOfAQueueAsItsEvent() throws Exception {
        feed(source(10, Duration.ZERO, EventSource.Answer.ALL_OR_NOTHING), _ -> "null");

        JsonNode sent = sqs.call(
                "SendMessage",
                "{'QueueUrl':'@q','MessageBody':'it\\'s','MessageAttributes':{'a':{'DataType':'Number','StringValue':'1'}}}"
                        .replace("it\\'s", "its"));
        settle();

        JsonNode event = events.getFirst().path("Records").path(0);
        assertThat(events).hasSize(1);
        assertThat(event.path("messageId")).isEqualTo(sent.path("MessageId"));
        assertThat(event.path("body").asText()).isEqualTo("its");
        assertThat(event.path("attributes")).isEqualTo(Json.parse("""
                        {"ApproximateReceiveCount":"1","SentTimestamp":"1735689600000","SenderId":"123456789012",
                        "ApproximateFirstReceiveTimestamp":"1735689600000"}
                        """));
        assertThat(event.path("messageAttributes"))
                .isEqualTo(Json.parse("{\"a\":{\"stringValue\":\"1\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"Number\"}}"));
        assertThat(event.path("md5OfBody")).isEqualTo(sent.path("MD5OfMessageBody"));
        assertThat(event.path("md5OfMessageAttributes")).isEqualTo(sent.path("MD5OfMessageAttributes"));
        assertThat(event.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(event.path("eventSourceARN").asText()).isEqualTo(TestQueues.ARN + "q");
        assertThat(event.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    @Test
    void anEmptyQueueCostsNoTime() throws Exception {
        feed(source(10, Duration.ZERO, EventSource.Answer.ALL_OR_NOTHING), _ -> "null");

        settle();

        assertThat(time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void afterAFailureAllMessagesComeBackAndEndInTheDeadLetterQueue() throws Exception {
        sqs.create("dead", Map.of());
        sqs.call(
                "SetQueueAttributes",
                "{'QueueUrl':'@q','Attributes':{'RedrivePolicy':'{\\\"deadLetterTargetArn\\\":\\\"" + TestQueues.ARN
                        + "dead\\\",\\\"maxReceiveCount\\\":3}'}}");
        feed(source(10, Duration.ZERO, EventSource.Answer.ALL_OR_NOTHING), _ -> {
            throw new IllegalStateException("fails");
        });

        sqs.send("q", "poison");
        settle();

        assertThat(events).hasSize(3);
        assertThat(time.now()).isEqualTo(Instant.parse("2025-01-01T00:01:30Z"));
        assertThat(sqs.attribute("dead", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void onlyTheMessagesThatTheAnswerNamesComeBack() throws Exception {
        time.pause();
        sqs.send("q", "good");
        sqs.send("q", "bad");
        feed(source(10, Duration.ZERO, EventSource.Answer.REPORT_BATCH_ITEM_FAILURES), event -> failures(event, "bad"));
        time.awaitIdle();

        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("1");
        time.advance(Duration.ofSeconds(30));

        assertThat(events).hasSize(2);
        assertThat(bodies(events.getLast())).containsExactly("bad");
    }

    @Test
    void anAnswerThatCannotBeUnderstoodFailsTheWholeBatch() throws Exception {
        for (String answer :
                List.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}", "{\"batchItemFailures\":[{}]}")) {
            events.clear();
            time.pause();
            sqs.send("q", "m");
            EventSources sources =
                    feed(source(10, Duration.ZERO, EventSource.Answer.REPORT_BATCH_ITEM_FAILURES), _ -> answer);
            time.awaitIdle();
            assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible"))
                    .isEqualTo("1");
            sources.close();
            time.advance(Duration.ofSeconds(30));
            sqs.delete("q", sqs.receive("q").path(0));
        }
    }

    @Test
    void aBatchWaitsForItsWindowOrItsSize() throws Exception {
        time.pause();
        feed(source(3, Duration.ofSeconds(5), EventSource.Answer.ALL_OR_NOTHING), _ -> "null");

        sqs.send("q", "1");
        sqs.send("q", "2");
        time.advance(Duration.ofMillis(4_999));
        assertThat(events).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(events).hasSize(1);
        assertThat(bodies(events.getFirst())).containsExactly("1", "2");
        for (String body : List.of("3", "4", "5")) {
            sqs.send("q", body);
        }
        time.awaitIdle();

        assertThat(bodies(events.get(1))).containsExactly("3", "4", "5");
    }

    @Test
    void aThrottledBatchIsTriedAgain() throws Exception {
        int[] refusals = {2};
        feed(source(10, Duration.ZERO, EventSource.Answer.ALL_OR_NOTHING), _ -> {
            if (refusals[0]-- > 0) {
                throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
            }
            return "null";
        });

        sqs.send("q", "m");
        settle();

        assertThat(events).hasSize(3);
        assertThat(time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:02Z"));
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    private static EventSource source(int batchSize, Duration window, EventSource.Answer answer) {
        return new EventSource(TestQueues.ARN + "q", "consumer", batchSize, window, answer);
    }

    private EventSources feed(EventSource source, Function<JsonNode, String> function) {
        EventSources sources = new EventSources(sqs.queues, new Consumer(function), time);
        sources.add(source);
        return sources;
    }

    private void settle() throws InterruptedException {
        time.awaitIdle();
    }

    private static String failures(JsonNode event, String body) {
        for (JsonNode message : event.path("Records")) {
            if (message.path("body").asText().equals(body)) {
                return "{\"batchItemFailures\":[{\"itemIdentifier\":\""
                        + message.path("messageId").asText() + "\"}]}";
            }
        }
        return "{\"batchItemFailures\":[]}";
    }

    private static List<String> bodies(JsonNode event) {
        return StreamSupport.stream(event.path("Records").spliterator(), false)
                .map(message -> message.path("body").asText())
                .toList();
    }

    /// Lambda with one function.
    private final class Consumer implements AwsService {
        private final Function<JsonNode, String> function;

        Consumer(Function<JsonNode, String> function) {
            this.function = function;
        }

        @Override
        public String name() {
            return "lambda";
        }

        @Override
        public Set<String> operations() {
            return Set.of();
        }

        @Override
        public CompletionStage<JsonNode> call(AwsCall call) {
            JsonNode event = Json.parse(
                    Base64.getDecoder().decode(call.input().path("Payload").asText()));
            events.add(event);
            try {
                byte[] answer = function.apply(event).getBytes(StandardCharsets.UTF_8);
                return CompletableFuture.completedFuture(JsonNodeFactory.instance
                        .objectNode()
                        .put("StatusCode", 200)
                        .put("Payload", Base64.getEncoder().encodeToString(answer)));
            } catch (IllegalStateException _) {
                return CompletableFuture.completedFuture(
                        JsonNodeFactory.instance.objectNode().put("FunctionError", "Unhandled"));
            }
        }
    }
}
