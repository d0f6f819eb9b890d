// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// [Redrive](https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html)
class RedriveTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-03-01T12:00:00Z"));

    @Test
    void continuesFromTheFailedStateWithNewRetries() throws Exception {
        ScriptedTasks tasks = tasks(
                "{\"B\":[{\"throw\":{\"Error\":\"E\"}},{\"throw\":{\"Error\":\"E\"}},{\"throw\":{\"Error\":\"E\"}},{\"return\":\"done\"}]}");
        Execution execution = start(tasks, """
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Result": "from A", "Next": "B"},
                  "B": {"Type": "Task", "Resource": "%s", "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}],
                        "ResultSelector": {"r.$": "$", "redrives.$": "$$.Execution.RedriveCount"}, "End": true}}}
                """.formatted(FUNCTION));
        assertThat(outcome(execution)).isEqualTo(new Outcome.Failed(Optional.of("E"), Optional.empty()));

        assertThat(execution.redrive()).isTrue();

        assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(Json.parse("{\"r\":\"done\",\"redrives\":1}")));
        assertThat(execution.redriveCount()).isEqualTo(1);
        assertThat(types(execution, 10))
                .containsExactly(
                        "ExecutionFailed",
                        "ExecutionRedriven",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionFailed",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        assertThat(tasks.requests().getLast().parameters()).isEqualTo(Json.parse("\"from A\""));
    }

    @Test
    void repeatsOnlyTheBranchesThatDidNotSucceed() throws Exception {
        ScriptedTasks tasks = tasks(
                "{\"Good\":[{\"return\":\"good\"}],\"Bad\":[{\"after\":5,\"throw\":{\"Error\":\"E\"}},{\"return\":\"better\"}]}");
        Execution execution = start(tasks, """
                {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "Good", "States": {"Good": {"Type": "Task", "Resource": "%1$s", "End": true}}},
                  {"StartAt": "Bad", "States": {"Bad": {"Type": "Task", "Resource": "%1$s", "End": true}}},
                  {"StartAt": "Cut", "States": {"Cut": {"Type": "Wait", "Seconds": 60, "End": true}}}]}}}
                """.formatted(FUNCTION));
        assertThat(outcome(execution)).isInstanceOf(Outcome.Failed.class);
        Instant failed = time.now();

        assertThat(execution.redrive()).isTrue();

        assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(Json.parse("[\"good\",\"better\",{}]")));
        assertThat(calls(tasks)).containsExactly("Good", "Bad", "Bad");
        assertThat(Duration.between(failed, time.now())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void repeatsOnlyTheIterationsThatDidNotSucceed() throws Exception {
        ScriptedTasks tasks = tasks(
                "{\"T\":[{\"return\":\"a\"},{\"throw\":{\"Error\":\"E\"}},{\"return\":\"b\"},{\"return\":\"c\"}]}");
        Execution execution = start(tasks, """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 1, "ItemsPath": "$.items", "End": true,
                  "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "End": true}}}}}}
                """.formatted(FUNCTION));
        assertThat(outcome(execution)).isInstanceOf(Outcome.Failed.class);

        assertThat(execution.redrive()).isTrue();

        assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(Json.parse("[\"a\",\"b\",\"c\"]")));
        assertThat(tasks.requests().stream().map(request -> request.parameters().asText()))
                .containsExactly("1", "2", "2", "3");
    }

    @Test
    void redrivesTheChildrenOfAMapRun() throws Exception {
        ScriptedTasks tasks = tasks("{\"T\":[{\"throw\":{\"Error\":\"E\"}},{\"return\":\"ok\"}]}");
        Execution execution = start(tasks, """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 1, "ItemsPath": "$.items", "End": true,
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "End": true}}}}}}
                """.formatted(FUNCTION));
        assertThat(outcome(execution)).isInstanceOf(Outcome.Failed.class);
        MapRun run = execution.mapRuns().getFirst();
        assertThat(run.status()).isEqualTo(MapRun.Status.FAILED);

        assertThat(execution.redrive()).isTrue();

        assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(Json.parse("[\"ok\",\"ok\",\"ok\"]")));
        assertThat(run.status()).isEqualTo(MapRun.Status.SUCCEEDED);
        assertThat(run.redriveCount()).isEqualTo(1);
        assertThat(run.children()).hasSize(3);
        assertThat(run.children().getFirst().redriveCount()).isEqualTo(1);
        assertThat(types(execution, 6))
                .containsExactly(
                        "ExecutionRedriven",
                        "MapRunRedriven",
                        "MapRunSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void continuesAStoppedExecution() throws Exception {
        time.pause();
        Execution execution = start(
                tasks("{}"), "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":9,\"End\":true}}}");
        time.advance(Duration.ofSeconds(5));
        execution.stop(Optional.empty(), Optional.empty());
        assertThat(outcome(execution)).isInstanceOf(Outcome.Aborted.class);

        assertThat(execution.redrive()).isTrue();
        time.advance(Duration.ofSeconds(8));
        assertThat(execution.outcome().toCompletableFuture()).isNotDone();
        time.advance(Duration.ofSeconds(1));

        assertThat(outcome(execution)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void refusesRunningSuccessfulAndExpressExecutions() throws Exception {
        String machine = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Wait\",\"Seconds\":1,\"End\":true}}}";
        time.pause();
        Execution running = start(tasks("{}"), machine);
        assertThat(running.redrive()).isFalse();
        time.resume();
        assertThat(outcome(running)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(running.redrive()).isFalse();

        Execution express = new Interpreter(time, tasks("{}"), ExecutionIds.seeded(1))
                .start(Machines.request(
                        Json.parse("{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\"}}}"),
                        Json.parse("{}"),
                        WorkflowType.EXPRESS));
        assertThat(outcome(express)).isInstanceOf(Outcome.Failed.class);
        assertThat(express.redrive()).isFalse();
    }

    private ScriptedTasks tasks(String script) {
        return new ScriptedTasks(time, Json.parse(script));
    }

    private Execution start(Tasks tasks, String definition) {
        String input = definition.contains("$.items") ? "{\"items\":[1,2,3]}" : "{}";
        return new Interpreter(time, tasks, ExecutionIds.seeded(1)).start(Machines.request(definition, input));
    }

    private static List<String> calls(ScriptedTasks tasks) {
        return tasks.requests().stream()
                .map(request -> request.caller().stateName())
                .toList();
    }

    private static List<String> types(Execution execution, int last) {
        List<HistoryEvent> events = execution.history().events();
        return events.subList(events.size() - last, events.size()).stream()
                .map(HistoryEvent::type)
                .toList();
    }

    private static Outcome outcome(Execution execution) throws Exception {
        return execution.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
