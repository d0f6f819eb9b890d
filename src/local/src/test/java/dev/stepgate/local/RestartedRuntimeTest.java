// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A runtime with a folder of data that is started again in the middle of everything, on virtual time.
/// `-Dstepgate.runs=1000` sets the number of runs that must have one history.
class RestartedRuntimeTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/stepgate/local/crash/template.yaml");
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";
    private static final int STEPS = 12;
    private static final int RUNS = Integer.getInteger("stepgate.runs", STEPS + 1);
    private static final String INPUT = "{\\\"n\\\":1,\\\"items\\\":[1,2,3]}";

    @TempDir
    Path folder;

    private VirtualTime time;
    private LocalRuntime runtime;

    @BeforeEach
    void start() {
        time = new VirtualTime();
        time.pause();
        RuntimeOptions options = RuntimeOptions.of(TEMPLATE).withData(new DataOptions(folder, Sync.NEVER));
        runtime = LocalRuntime.start(options, dependencies());
    }

    private RuntimeDependencies dependencies() {
        return new RuntimeDependencies(time, ExecutionIds.seeded(1), RuntimeLog.NONE);
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    private Interpreter.Resumed restart() {
        return restart(Duration.ZERO);
    }

    /// @param down how long nothing runs
    private Interpreter.Resumed restart(Duration down) {
        Instant now = time.now();
        time.close();
        time = new VirtualTime(now.plus(down));
        time.pause();
        runtime.restart(dependencies());
        return runtime.resumed().orElseThrow();
    }

    /// @param input JSON with single quotes
    private JsonNode call(String operation, String input) {
        return runtime.call("states", operation, Json.parse(input.replace('\'', '"')))
                .toCompletableFuture()
                .join();
    }

    private void begin(String machine) {
        call(
                "StartExecution",
                "{'stateMachineArn':'" + ARN + "stateMachine:" + machine + "','name':'x','input':'" + INPUT + "'}");
    }

    private JsonNode describe(String machine) {
        return call("DescribeExecution", "{'executionArn':'" + ARN + "execution:" + machine + ":x'}");
    }

    private JsonNode history(String machine) {
        return call("GetExecutionHistory", "{'executionArn':'" + ARN + "execution:" + machine + ":x'}");
    }

    @Test
    void theHistoryIsTheSameWhereverTheRestartHappens() throws Exception {
        Set<JsonNode> histories = new HashSet<>();
        for (int run = 0; run < RUNS; run++) {
            runtime.reset(renewed());
            begin("flow");
            begin("batch");
            int after = run % (STEPS + 1);
            for (int step = 0; step < STEPS; step++) {
                if (step == after) {
                    restart();
                }
                time.advance(Duration.ofMillis(500));
            }
            assertThat(describe("flow").path("status").asText()).isEqualTo("SUCCEEDED");
            histories.add(Json.mapper().createArrayNode().add(history("flow")).add(history("batch")));
        }

        assertThat(histories).as("histories of %s runs", RUNS).hasSize(1);
    }

    private RuntimeDependencies renewed() {
        time.close();
        time = new VirtualTime();
        time.pause();
        return dependencies();
    }

    @Test
    void timersThatBecameDueFireAtOnceAndAreReported() throws Exception {
        begin("flow");
        begin("worker");
        time.advance(Duration.ofMillis(100));

        Interpreter.Resumed resumed = restart(Duration.ofSeconds(2));

        assertThat(resumed).isEqualTo(new Interpreter.Resumed(2, 1, 0));
        time.advance(Duration.ZERO);
        assertThat(history("flow").path("events").findValuesAsText("type")).contains("ParallelStateEntered");
    }

    @Test
    void aTaskTokenAndAnActivityTaskAreGoodAcrossARestart() throws Exception {
        begin("token");
        begin("worker");
        time.advance(Duration.ZERO);
        JsonNode task = call("GetActivityTask", "{'activityArn':'" + ARN + "activity:work'}");
        JsonNode message = runtime.call(
                        "sqs", "ReceiveMessage", Json.parse("{\"QueueUrl\":\"http://x/123456789012/tokens\"}"))
                .toCompletableFuture()
                .join()
                .at("/Messages/0/Body");
        String token = Json.parse(message.asText()).path("token").asText();

        restart();
        call("SendTaskSuccess", "{'taskToken':'" + token + "','output':'1'}");
        call("SendTaskSuccess", "{'taskToken':'" + task.path("taskToken").asText() + "','output':'2'}");
        time.advance(Duration.ZERO);

        assertThat(describe("token").path("output").asText()).isEqualTo("1");
        assertThat(describe("worker").path("output").asText()).isEqualTo("2");
        assertThatThrownBy(() -> call("SendTaskSuccess", "{'taskToken':'" + token + "','output':'1'}"))
                .hasMessageContaining("Task Timed Out");
    }

    @Test
    void whatHasEndedIsListedDescribedAndRedrivenAfterARestart() throws Exception {
        begin("worker");
        time.advance(Duration.ZERO);
        call("StopExecution", "{'executionArn':'" + ARN + "execution:worker:x','error':'E'}");
        JsonNode described = describe("worker");
        JsonNode events = history("worker");
        JsonNode listed = call("ListExecutions", "{'stateMachineArn':'" + ARN + "stateMachine:worker'}");

        restart();

        assertThat(call("ListExecutions", "{'stateMachineArn':'" + ARN + "stateMachine:worker'}"))
                .isEqualTo(listed);
        assertThat(describe("worker")).isEqualTo(described);
        assertThat(history("worker")).isEqualTo(events);
        call("RedriveExecution", "{'executionArn':'" + ARN + "execution:worker:x','clientToken':'t'}");
        restart();
        time.advance(Duration.ZERO);
        assertThat(describe("worker").path("status").asText()).isEqualTo("RUNNING");
        assertThat(describe("worker").path("redriveCount").intValue()).isEqualTo(1);
        call("RedriveExecution", "{'executionArn':'" + ARN + "execution:worker:x','clientToken':'t'}");
        assertThat(describe("worker").path("redriveCount").intValue())
                .as("known by its token")
                .isEqualTo(1);
    }

    @Test
    void whatEndedAsSoonAsItBeganIsThereAndIsRedrivenAfterARestart() throws Exception {
        call(
                "CreateStateMachine",
                "{'name':'short','roleArn':'arn:aws:iam::123456789012:role/r','definition':'{\\'StartAt\\':\\'A\\',"
                        + "\\'States\\':{\\'A\\':{\\'Type\\':\\'Fail\\',\\'Error\\':\\'E\\'}}}'}");
        begin("short");
        JsonNode described = describe("short");
        JsonNode events = history("short");

        restart();

        assertThat(describe("short")).isEqualTo(described);
        assertThat(described.path("status").asText()).isEqualTo("FAILED");
        assertThat(history("short")).isEqualTo(events);
        call("RedriveExecution", "{'executionArn':'" + ARN + "execution:short:x'}");
        JsonNode redriven = history("short");
        assertThat(redriven.findValuesAsText("type")).contains("ExecutionRedriven");
        restart();
        assertThat(history("short")).isEqualTo(redriven);
        assertThat(describe("short").path("redriveCount").intValue()).isEqualTo(1);
    }

    @Test
    void aNameInUseStaysInUseAcrossARestart() throws Exception {
        begin("token");
        restart();
        begin("token");

        assertThat(call("ListExecutions", "{'stateMachineArn':'" + ARN + "stateMachine:token'}")
                        .path("executions"))
                .hasSize(1);
    }
}
