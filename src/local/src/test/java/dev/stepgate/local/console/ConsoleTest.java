// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.stepfunctions.Retention;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The console's API for a runtime on paused virtual time: nothing happens except what a test causes.
class ConsoleTest {
    private VirtualTime time = new VirtualTime();
    private LocalRuntime runtime;
    private ConsoleClient console;

    @BeforeEach
    void start() {
        start(Retention.DEFAULT);
    }

    private void start(Retention retention) {
        time = new VirtualTime();
        time.pause();
        RuntimeOptions options = RuntimeOptions.of(
                        Path.of("src/test/resources/dev/stepgate/local/console/console.yaml"))
                .withRetention(retention)
                .withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0));
        runtime = LocalRuntime.start(options, new RuntimeDependencies(time, ExecutionIds.unseeded(), RuntimeLog.NONE));
        console = new ConsoleClient(runtime.console().orElseThrow());
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    private static String arn(String machine) {
        return "arn:aws:states:us-east-1:123456789012:stateMachine:" + machine;
    }

    private String started(String machine, String input) throws InterruptedException {
        JsonNode answer = console.posted(
                "aws/states/StartExecution",
                Json.write(Json.mapper()
                        .createObjectNode()
                        .put("stateMachineArn", arn(machine))
                        .put("input", input)));
        time.awaitIdle();
        return answer.path("executionArn").asText();
    }

    private JsonNode execution(String arn) {
        return console.get("execution", Map.of("arn", arn));
    }

    @Test
    void aTaskThatWaitsIsAnsweredAndItsExecutionSucceeds() throws Exception {
        String arn = started("waits", "{\"order\":7}");

        JsonNode waiting = execution(arn).path("waiting").path(0);
        assertThat(waiting.path("state").asText()).isEqualTo("Ask");
        assertThat(waiting.path("reason").asText()).isEqualTo("CALLBACK");
        assertThat(waiting.path("due").asLong() - waiting.path("since").asLong())
                .isEqualTo(3_600_000);
        assertThat(waiting.path("heartbeatDue").asLong() - waiting.path("since").asLong())
                .isEqualTo(600_000);
        JsonNode callback = console.get("callbacks", Map.of()).path("rows").path(0);
        assertThat(callback.path("token")).isEqualTo(waiting.path("token"));
        assertThat(callback.path("execution").asText()).isEqualTo(arn);
        assertThat(callback.path("arguments").asText()).contains("\"order\":7");

        JsonNode unused = console.posted(
                "aws/states/SendTaskSuccess",
                Json.write(Json.mapper()
                        .createObjectNode()
                        .put("taskToken", callback.path("token").asText())
                        .put("output", "{\"paid\":true}")));
        time.awaitIdle();

        JsonNode timer = execution(arn).path("waiting").path(0);
        assertThat(timer.path("reason").asText()).isEqualTo("TIMER");
        assertThat(timer.path("due").asLong() - timer.path("since").asLong()).isEqualTo(90_000);
        assertThat(console.posted("time/next", "{}").path("now").asText()).isEqualTo("2025-01-01T00:01:30Z");
        assertThat(execution(arn).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(execution(arn).path("output").asText()).isEqualTo("{\"paid\":true}");
        assertThat(console.get("callbacks", Map.of()).path("total").asInt()).isZero();
    }

    private JsonNode listed(String arn) {
        JsonNode row = console.get("executions", Map.of()).path("rows").path(0);
        assertThat(row.path("arn").asText()).isEqualTo(arn);
        return row;
    }

    @Test
    void theListSaysWhatARunningExecutionWaitsFor() throws Exception {
        String arn = started("waits", "{\"order\":7}");
        assertThat(listed(arn).path("waiting").path("reason").asText()).isEqualTo("CALLBACK");
        assertThat(listed(arn).path("waiting").path("state").asText()).isEqualTo("Ask");

        String token = listed(arn).path("waiting").path("token").asText();
        JsonNode unused =
                console.posted("aws/states/SendTaskSuccess", "{\"taskToken\":\"" + token + "\",\"output\":\"{}\"}");
        time.awaitIdle();
        assertThat(listed(arn).path("waiting").path("reason").asText()).isEqualTo("TIMER");
        assertThat(listed(arn).path("waitingCount").asInt()).isEqualTo(1);

        time.advance(Duration.ofSeconds(90));
        assertThat(listed(arn).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(listed(arn).has("waiting")).isFalse();
    }

    @Test
    void theListTellsAnActivityFromACallback() throws Exception {
        JsonNode waiting = listed(started("packs", "{}")).path("waiting");

        assertThat(waiting.path("reason").asText()).isEqualTo("ACTIVITY");
        assertThat(waiting.path("resource").asText()).endsWith(":activity:packers");
    }

    @Test
    void aHeartbeatMovesTheMomentWhenTheNextIsDue() throws Exception {
        String arn = started("waits", "{\"order\":7}");
        JsonNode before = execution(arn).path("waiting").path(0);
        time.advance(Duration.ofSeconds(500));

        JsonNode unused = console.posted(
                "aws/states/SendTaskHeartbeat",
                "{\"taskToken\":\"" + before.path("token").asText() + "\"}");
        time.awaitIdle();

        JsonNode after = execution(arn).path("waiting").path(0);
        assertThat(after.path("heartbeatDue").asLong()
                        - before.path("heartbeatDue").asLong())
                .isEqualTo(500_000);
        assertThat(after.path("due")).isEqualTo(before.path("due"));
    }

    @Test
    void aRetryIsDueAfterItsDelayAndCountsItsAttempts() throws Exception {
        String arn = started("retries", "{}");
        JsonNode first = execution(arn).path("waiting").path(0);
        assertThat(first.path("reason").asText()).isEqualTo("RETRY");
        assertThat(first.path("attempt").asInt()).isEqualTo(1);
        assertThat(first.path("due").asLong() - first.path("since").asLong()).isEqualTo(30_000);

        JsonNode unused = console.posted("time/next", "{}");

        JsonNode second = execution(arn).path("waiting").path(0);
        assertThat(second.path("attempt").asInt()).isEqualTo(2);
        assertThat(second.path("due").asLong() - second.path("since").asLong()).isEqualTo(60_000);
        JsonNode visit = console.get("visit", Map.of("execution", arn, "number", "0"));
        assertThat(visit.path("tries")).hasSize(2);
        assertThat(visit.path("tries").path(0).path("error").asText()).isNotEmpty();
    }

    @Test
    void theExecutionsOfADistributedMapAreReachedFromTheirParent() throws Exception {
        String arn = started("fans", "{\"items\":[1,2,3]}");
        JsonNode waiting = execution(arn).path("waiting").path(0);
        assertThat(waiting.path("reason").asText()).isEqualTo("MAP_RUN");
        JsonNode run = execution(arn).path("mapRuns").path(0);
        assertThat(run.path("started").asInt()).isEqualTo(3);

        JsonNode children = console.get(
                "children", Map.of("parent", arn, "mapRun", run.path("arn").asText()));

        assertThat(children.path("total").asInt()).isEqualTo(3);
        assertThat(children.path("rows").path(0).path("kept").asBoolean()).isTrue();
        JsonNode child = execution(children.path("rows").path(0).path("arn").asText());
        assertThat(child.path("parent").asText()).isEqualTo(arn);
        assertThat(child.path("waiting").path(0).path("reason").asText()).isEqualTo("TIMER");
    }

    @Test
    void anExecutionOfADistributedMapIsListedWhenItsHistoryIsGone() throws Exception {
        runtime.close();
        start(new Retention(1_000, 1, Long.MAX_VALUE));
        String arn = started("fans", "{\"items\":[1,2]}");
        JsonNode unused = console.posted("time/next", "{}");
        time.awaitIdle();

        String run = execution(arn).path("mapRuns").path(0).path("arn").asText();
        JsonNode children = console.get("children", Map.of("parent", arn, "mapRun", run));

        assertThat(children.path("total").asInt()).isEqualTo(2);
        assertThat(children.path("rows"))
                .extracting(row ->
                        row.path("status").asText() + " " + row.path("kept").asBoolean())
                .containsExactly("SUCCEEDED false", "SUCCEEDED false");
    }

    @Test
    void iterationsWithTheSameWayShareOneRow() throws Exception {
        String items = IntStream.range(0, 20)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        String arn = started("each", items);

        JsonNode folded = console.get("iterations", Map.of("execution", arn, "fold", "1"));

        assertThat(folded.path("all").asInt()).isEqualTo(20);
        assertThat(folded.path("rows"))
                .extracting(row -> row.path("index").asInt() + "-"
                        + row.path("last").asInt() + " " + row.path("status").asText())
                .containsExactly("0-12 SUCCEEDED", "13-13 IN_PROGRESS", "14-19 SUCCEEDED");
        assertThat(console.get("iterations", Map.of("execution", arn))
                        .path("total")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void anExpressExecutionIsKnownWithTheStateThatFailed() throws Exception {
        String arn = started("fails", "{}");

        JsonNode row = console.get("executions", Map.of("machine", arn("fails"), "status", "FAILED"))
                .path("rows")
                .path(0);
        assertThat(row.path("arn").asText()).isEqualTo(arn);
        JsonNode failed = console.get("visits", Map.of("execution", arn, "failed", "1"));
        assertThat(failed.path("total").asInt()).isEqualTo(1);
        JsonNode visit = console.get(
                "visit",
                Map.of(
                        "execution",
                        arn,
                        "number",
                        failed.path("rows").path(0).path("number").asText()));
        assertThat(visit.path("state").asText()).isEqualTo("Give up");
        assertThat(visit.path("status").asText()).isEqualTo("FAILED");
        assertThat(visit.path("error").asText()).isEqualTo("Orders.Closed");
        assertThat(visit.path("cause").asText()).isEqualTo("The shop is closed");
    }

    @Test
    void eventsAreSentByTheWindowAndFiltered() throws Exception {
        String items = "{\"items\":[" + "1,".repeat(199) + "1]}";
        String arn = started("each", items);
        assertThat(execution(arn).path("status").asText()).isEqualTo("SUCCEEDED");

        JsonNode window = console.get("events", Map.of("execution", arn, "offset", "1000", "limit", "10"));
        assertThat(window.path("rows")).hasSize(10);
        assertThat(window.path("total").asInt())
                .isEqualTo(execution(arn).path("events").asInt());
        assertThat(window.path("rows").path(0).path("id").asInt()).isEqualTo(1001);
        JsonNode ofState = console.get("events", Map.of("execution", arn, "state", "Two", "limit", "1"));
        assertThat(ofState.path("total").asInt()).isEqualTo(400);
        JsonNode ofIteration = console.get("visits", Map.of("execution", arn, "place", "Items[150]"));
        assertThat(ofIteration.path("rows"))
                .extracting(visit -> visit.path("state").asText())
                .containsExactly("One", "Two");
    }

    @Test
    void lookingIntoAQueueReceivesNothing() throws Exception {
        String queue = runtime.aws() + "/123456789012/orders";
        JsonNode sent =
                console.posted("aws/sqs/SendMessage", "{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"hello\"}");
        assertThat(sent.path("MessageId").asText()).isNotEmpty();

        for (int look = 0; look < 2; look++) {
            JsonNode message =
                    console.get("held", Map.of("queue", queue)).path("rows").path(0);
            assertThat(message.path("body").asText()).isEqualTo("hello");
            assertThat(message.path("place").asText()).isEqualTo("VISIBLE");
            assertThat(message.path("received").asInt()).isZero();
        }
    }

    @Test
    void unknownThingsAreRefusedByName() {
        assertThat(console.get("execution", Map.of("arn", "arn:none"))
                        .path("message")
                        .asText())
                .isEqualTo("This execution is not known, or no longer: arn:none");
        assertThat(console.get("nothing", Map.of()).path("message").asText()).contains("has no GET /api/nothing");
        assertThat(console.post("aws/athena/ListDatabases", "{}").body()).contains("athena does not run here");
        assertThat(console.post("aws/states/DescribeExecution", "{\"executionArn\":\"x\"}")
                        .body())
                .contains("InvalidArn");
        assertThat(console.get("executions", Map.of("limit", "many"))
                        .path("message")
                        .asText())
                .isEqualTo("the parameter limit must be a number, not many");
    }
}
