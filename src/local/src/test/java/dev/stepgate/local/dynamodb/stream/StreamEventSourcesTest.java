// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.FunctionInvoker;
import dev.stepgate.local.dynamodb.TestTables;
import dev.stepgate.local.dynamodb.stream.StreamEventSource.Answer;
import dev.stepgate.local.dynamodb.stream.StreamEventSource.Batching;
import dev.stepgate.local.dynamodb.stream.StreamEventSource.OnError;
import dev.stepgate.local.dynamodb.stream.StreamEventSource.Start;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Behaviour from [using Lambda with DynamoDB](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)
/// and its pages on batches, errors and filters.
class StreamEventSourcesTest {
    private static final Batching HUNDRED = new Batching(100, Duration.ZERO);

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
    private final TestTables dynamodb = new TestTables(time);
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void create() throws Exception {
        time.pause();
        dynamodb.tables.create(Json.parse("""
                {"TableName":"table","BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],
                 "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}
                """), time.now());
    }

    @Test
    void aFunctionGetsTheRecordsAsItsEvent() throws Exception {
        feed(source(Start.TRIM_HORIZON, HUNDRED, OnError.standard()), _ -> "null");

        put("k");
        time.awaitIdle();

        ObjectNode record = (ObjectNode) events.getFirst().path("Records").path(0);
        record.remove("eventID");
        assertThat(record.toString()).isEqualTo("""
                {"eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1",\
                "dynamodb":{"ApproximateCreationDateTime":1735689600,"Keys":{"a":{"S":"k"}},\
                "NewImage":{"a":{"S":"k"}},"SequenceNumber":"100000000000000000001","SizeBytes":4,\
                "StreamViewType":"NEW_IMAGE"},\
                "eventSourceARN":"arn:aws:dynamodb:us-east-1:123456789012:table/table/stream/2025-01-01T00:00:00.000"}""");
    }

    @Test
    void recordsComeInTheirOrderInBatches() throws Exception {
        for (int i = 0; i < 5; i++) {
            put("" + i);
        }
        feed(source(Start.TRIM_HORIZON, new Batching(2, Duration.ZERO), OnError.standard()), _ -> "null");
        time.awaitIdle();

        assertThat(events.stream().map(StreamEventSourcesTest::keys))
                .containsExactly(List.of("0", "1"), List.of("2", "3"), List.of("4"));
    }

    @Test
    void latestMeansWhatComesFromNowOn() throws Exception {
        put("before");
        feed(source(Start.LATEST, HUNDRED, OnError.standard()), _ -> "null");
        put("after");
        time.awaitIdle();

        assertThat(events.stream().map(StreamEventSourcesTest::keys)).containsExactly(List.of("after"));
    }

    @Test
    void aBatchWaitsForItsWindowOrItsSize() throws Exception {
        feed(source(Start.TRIM_HORIZON, new Batching(3, Duration.ofSeconds(5)), OnError.standard()), _ -> "null");

        put("1");
        time.advance(Duration.ofMillis(4_999));
        assertThat(events).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(events).hasSize(1);
        put("2");
        put("3");
        put("4");
        time.awaitIdle();

        assertThat(keys(events.get(1))).containsExactly("2", "3", "4");
    }

    @Test
    void aFilterLeavesRecordsOut() throws Exception {
        Predicate<JsonNode> even = record -> record.at("/dynamodb/NewImage/a/S").asInt() % 2 == 0;
        StreamEventSource source = new StreamEventSource(
                "arn", "consumer", Start.TRIM_HORIZON, new Batching(2, Duration.ZERO), even, OnError.standard());
        for (int i = 0; i < 6; i++) {
            put("" + i);
        }
        feed(source, _ -> "null");
        time.awaitIdle();

        assertThat(events.stream().map(StreamEventSourcesTest::keys)).containsExactly(List.of("0", "2"), List.of("4"));
    }

    @Test
    void aBatchThatFailsHoldsUpTheRestUntilItIsGivenUp() throws Exception {
        OnError twice = onError(2, false, Answer.ALL_OR_NOTHING);
        put("poison");
        feed(source(Start.TRIM_HORIZON, new Batching(1, Duration.ZERO), twice), event -> {
            if (keys(event).contains("poison")) {
                throw new IllegalStateException("fails");
            }
            return "null";
        });
        put("good");
        time.advance(Duration.ofSeconds(3));

        assertThat(events.stream().map(StreamEventSourcesTest::keys))
                .containsExactly(List.of("poison"), List.of("poison"), List.of("poison"), List.of("good"));
        JsonNode record = told.getFirst();
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(record.at("/DDBStreamBatchInfo/startSequenceNumber").asText())
                .isEqualTo("100000000000000000001");
        assertThat(record.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
    }

    @Test
    void aBatchIsHalvedUntilThePoisonIsAlone() throws Exception {
        for (String key : List.of("0", "1", "poison", "3")) {
            put(key);
        }
        feed(source(Start.TRIM_HORIZON, HUNDRED, onError(0, true, Answer.ALL_OR_NOTHING)), event -> {
            if (keys(event).contains("poison")) {
                throw new IllegalStateException("fails");
            }
            return "null";
        });
        time.advance(Duration.ofMinutes(1));

        assertThat(events.stream().map(StreamEventSourcesTest::keys))
                .containsExactly(
                        List.of("0", "1", "poison", "3"),
                        List.of("0", "1"),
                        List.of("poison", "3"),
                        List.of("poison"),
                        List.of("3"));
        assertThat(told).hasSize(1);
    }

    @Test
    void theAnswerNamesTheFirstRecordThatFailed() throws Exception {
        for (String key : List.of("0", "1", "2")) {
            put(key);
        }
        boolean[] failed = {false};
        feed(source(Start.TRIM_HORIZON, HUNDRED, onError(5, false, Answer.REPORT_BATCH_ITEM_FAILURES)), event -> {
            String answer = failed[0]
                    ? "{\"batchItemFailures\":[]}"
                    : "{\"batchItemFailures\":[{\"itemIdentifier\":\"100000000000000000002\"}]}";
            failed[0] = true;
            return answer;
        });
        time.advance(Duration.ofSeconds(1));

        assertThat(events.stream().map(StreamEventSourcesTest::keys))
                .containsExactly(List.of("0", "1", "2"), List.of("1", "2"));
    }

    @Test
    void recordsThatAreTooOldAreGivenUp() throws Exception {
        OnError aMinute = new OnError(
                Optional.empty(),
                Optional.of(Duration.ofSeconds(60)),
                false,
                Answer.ALL_OR_NOTHING,
                Optional.of("queue"));
        put("old");
        time.advance(Duration.ofSeconds(61));
        feed(source(Start.TRIM_HORIZON, HUNDRED, aMinute), _ -> "null");
        time.awaitIdle();

        assertThat(events).isEmpty();
        assertThat(told.getFirst().at("/requestContext/condition").asText()).isEqualTo("RecordAgeExceeded");
    }

    @Test
    void aThrottledCallDoesNotCount() throws Exception {
        int[] refusals = {3};
        put("k");
        feed(source(Start.TRIM_HORIZON, HUNDRED, onError(0, false, Answer.ALL_OR_NOTHING)), _ -> {
            if (refusals[0]-- > 0) {
                throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
            }
            return "null";
        });
        time.advance(Duration.ofSeconds(3));

        assertThat(events).hasSize(4);
        assertThat(told).isEmpty();
    }

    @Test
    void aClosedSourceCallsNoMore() throws Exception {
        StreamEventSources sources = feed(source(Start.TRIM_HORIZON, HUNDRED, OnError.standard()), _ -> "null");
        time.awaitIdle();
        sources.close();
        put("k");
        time.awaitIdle();

        assertThat(events).isEmpty();
    }

    private static StreamEventSource source(Start start, Batching batching, OnError onError) {
        return new StreamEventSource("arn", "consumer", start, batching, _ -> true, onError);
    }

    private static OnError onError(int retries, boolean bisects, Answer answer) {
        return new OnError(Optional.of(retries), Optional.empty(), bisects, answer, Optional.of("queue"));
    }

    private StreamEventSources feed(StreamEventSource source, Function<JsonNode, String> function) {
        StreamEventSources sources = new StreamEventSources(
                new FunctionInvoker(new Consumer(function), () -> "request"), time, (_, record) -> told.add(record));
        sources.add(source, dynamodb.tables.stream("table").orElseThrow());
        return sources;
    }

    private void put(String key) {
        dynamodb.put("table", "{'a':{'S':'" + key + "'}}");
    }

    private static List<String> keys(JsonNode event) {
        List<String> keys = new ArrayList<>();
        event.path("Records")
                .forEach(record -> keys.add(record.at("/dynamodb/Keys/a/S").asText()));
        return keys;
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
            byte[] payload =
                    Base64.getDecoder().decode(call.input().path("Payload").asText());
            JsonNode event = Json.parse(payload);
            events.add(event);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            try {
                byte[] result = function.apply(event).getBytes(StandardCharsets.UTF_8);
                answer.put("Payload", Base64.getEncoder().encodeToString(result));
            } catch (AwsException refused) {
                return CompletableFuture.failedFuture(refused);
            } catch (IllegalStateException _) {
                answer.put("FunctionError", "Unhandled");
            }
            return CompletableFuture.completedFuture(answer);
        }
    }
}
