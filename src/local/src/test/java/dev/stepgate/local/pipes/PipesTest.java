// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.TargetCall;
import dev.stepgate.local.time.VirtualTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a pipe calls with a batch, and what it answers to its poller. The services are this test; the behaviour is that
/// of the pages on [enrichment](https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-enrichment.html),
/// [targets](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html) and
/// [batching](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html).
class PipesTest {
    private static final String ARN = "arn:aws:pipes:us-east-1:123456789012:pipe/p";
    private static final String BATCH =
            "{'Records':[{'messageId':'m1','body':'1'},{'messageId':'m2','body':'{\\\"n\\\":2}'}]}";

    private final VirtualTime time = new VirtualTime();
    private final List<String> called = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final Pipes pipes = new Pipes(new NoFunctions(), this::call, time);

    /// Lambda, which is not asked.
    private record NoFunctions() implements AwsService {
        @Override
        public String name() {
            return "lambda";
        }

        @Override
        public Set<String> operations() {
            return Set.of("Invoke");
        }

        @Override
        public CompletionStage<JsonNode> call(AwsCall call) {
            return CompletableFuture.failedStage(new AwsException(404, "ResourceNotFoundException", "no function"));
        }
    }

    @AfterEach
    void close() {
        time.close();
    }

    private CompletionStage<JsonNode> call(TargetCall call) {
        if (!(call instanceof TargetCall.Operation operation)) {
            throw new IllegalArgumentException(call.toString());
        }
        ObjectNode input = operation.input();
        String shown = input.has("Payload")
                ? input.path("InvocationType").asText() + " " + decoded(input)
                : Json.write(input).replace("\\\"", "'");
        called.add(operation.operation() + " " + shown);
        String answer = answers.isEmpty() ? "{}" : answers.removeFirst();
        return answer.startsWith("!")
                ? CompletableFuture.failedStage(new AwsException(400, answer.substring(1), ""))
                : CompletableFuture.completedStage(Json.parse(answer.replace('\'', '"')));
    }

    private static String decoded(JsonNode call) {
        return Json.write(
                Json.parse(Base64.getDecoder().decode(call.path("Payload").asText())));
    }

    private static String encoded(String json) {
        return "{'Payload':'" + Base64.getEncoder().encodeToString(Json.bytes(json(json))) + "'}";
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    /// @param parts members beside name and source
    private void create(String parts) {
        pipes.create(ARN, json("{'Name':'p','Source':'arn:aws:sqs:us-east-1:123456789012:in'," + parts + "}"));
    }

    /// Returns the payload with which the poller is answered.
    private String feed(String function) {
        String payload = Base64.getEncoder().encodeToString(Json.bytes(json(BATCH)));
        JsonNode answer = pipes.call(new AwsCall(
                        "Invoke", json("{'FunctionName':'" + function + "','Payload':'" + payload + "'}"), "r"))
                .toCompletableFuture()
                .join();
        return decoded(answer);
    }

    private static String arn(String service, String name) {
        return "'arn:aws:" + service + ":us-east-1:123456789012:" + name + "'";
    }

    @Test
    void aFunctionGetsTheWholeBatch() {
        create("'Target':" + arn("lambda", "function:f"));

        assertThat(feed(ARN)).isEqualTo("{}");
        assertThat(called)
                .containsExactly("Invoke RequestResponse [{\"messageId\":\"m1\",\"body\":\"1\"},"
                        + "{\"messageId\":\"m2\",\"body\":\"{\\\"n\\\":2}\"}]");
    }

    @Test
    void aFunctionNamesTheRecordsThatFailed() {
        create("'Target':" + arn("lambda", "function:f"));
        answers.add(encoded("{'batchItemFailures':[{'itemIdentifier':'m2'}],'other':1}"));

        assertThat(feed(ARN)).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
    }

    @Test
    void aFunctionThatFailsFailsTheBatch() {
        create("'Target':" + arn("lambda", "function:f"));
        answers.add("{'FunctionError':'Unhandled','Payload':'e30='}");

        assertThatThrownBy(() -> feed(ARN))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AwsException.class);
    }

    @Test
    void aStateMachineIsStartedWithTheBatchThatTheTemplateMakes() {
        create("'Target':" + arn("states", "stateMachine:m") + ",'TargetParameters':{'InputTemplate':'<$.body>',"
                + "'StepFunctionStateMachineParameters':{'InvocationType':'FIRE_AND_FORGET'}}");

        feed(ARN);

        assertThat(called)
                .containsExactly("StartExecution {\"stateMachineArn\":"
                        + arn("states", "stateMachine:m").replace('\'', '"')
                        + ",\"input\":\"['1','{\\\\'n\\\\':2}']\"}");
    }

    @Test
    void anEnrichmentMakesOtherEvents() {
        create("'Enrichment':" + arn("states", "stateMachine:e")
                + ",'EnrichmentParameters':{'InputTemplate':'<$.body>'}," + "'Target':" + arn("sns", "t")
                + ",'TargetParameters':{'InputTemplate':'n is <$.n>'}");
        answers.add("{'status':'SUCCEEDED','output':'[{\\\"n\\\":7},{\\\"n\\\":8}]'}".replace("\\\"", "\\u0022"));

        assertThat(feed(ARN)).isEqualTo("{}");
        assertThat(called).hasSize(3);
        assertThat(called.getFirst()).startsWith("StartSyncExecution");
        assertThat(called.get(1)).contains("\"Message\":\"n is 7\"");
        assertThat(called.get(2)).contains("\"Message\":\"n is 8\"");
    }

    @Test
    void anEmptyAnswerOfAnEnrichmentEndsTheBatch() {
        create("'Enrichment':" + arn("lambda", "function:e") + ",'Target':" + arn("sns", "t"));

        for (String empty : List.of("[]", "{}", "''")) {
            called.clear();
            answers.add(encoded(empty));

            assertThat(feed(ARN)).isEqualTo("{}");
            assertThat(called).hasSize(1);
        }
    }

    @Test
    void aQueueGetsEachEventWithParametersOfIt() {
        create("'Target':" + arn("sqs", "out.fifo")
                + ",'TargetParameters':{'InputTemplate':'{\\\"id\\\":<$.messageId>}',"
                + "'SqsQueueParameters':{'MessageGroupId':'$.messageId','MessageDeduplicationId':'fixed'}}");
        answers.addAll(List.of("{}", "!QueueDoesNotExist"));

        assertThat(feed(ARN)).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
        assertThat(called.getFirst())
                .isEqualTo("SendMessage {\"QueueUrl\":\"/out.fifo\",\"MessageBody\":\"{'id':'m1'}\","
                        + "\"MessageGroupId\":\"m1\",\"MessageDeduplicationId\":\"fixed\"}");
    }

    @Test
    void aBusGetsEventsThatNameThePipe() {
        create("'Target':" + arn("events", "event-bus/b") + ",'TargetParameters':{'EventBridgeEventBusParameters':"
                + "{'DetailType':'$.messageId','Resources':['r']}}");

        feed(ARN);

        assertThat(called).hasSize(2);
        assertThat(called.getFirst())
                .contains("\"Source\":\"Pipe p\"", "\"DetailType\":\"m1\"", "\"Resources\":[\"r\"]")
                .contains("\"Detail\":\"{'messageId':'m1','body':'1'}\"");
    }

    @Test
    void otherFunctionsAreLambdas() {
        assertThatThrownBy(() -> feed("f")).hasMessageContaining("no function");
    }

    @Test
    void whatCannotBeCalledHereIsRefused() {
        assertThatThrownBy(() -> create("'Target':" + arn("firehose", "deliverystream/d")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(
                        "Target: expected the ARN of one of the services [events, lambda, sns, sqs, states]");
    }
}
