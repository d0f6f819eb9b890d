// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2025-03-01T12:00:00Z"));

    @Test
    void stopsAnExecutionAndCancelsWhatItWaitsFor() throws Exception {
        ScriptedTasks tasks = new ScriptedTasks(time, Json.parse("{\"T\":[{}]}"));
        Execution execution = new Interpreter(time, tasks, ExecutionIds.seeded(1)).start(Machines.request("""
                {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}},
                  {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 100, "End": true}}}]}}}
                """, "{}"));
        time.advance(Duration.ofSeconds(10));

        execution.stop(Optional.of("Stopped"), Optional.of("by hand"));
        execution.stop(Optional.of("again"), Optional.empty());

        assertThat(outcome(execution)).isEqualTo(new Outcome.Aborted(Optional.of("Stopped"), Optional.of("by hand")));
        assertThat(tasks.cancelled()).containsExactly("T");
        HistoryEvent last = execution.history().events().getLast();
        assertThat(last.type()).isEqualTo("ExecutionAborted");
        assertThat(last.previousId()).isZero();
        assertThat(last.toJson(HistoryEvent.Data.INCLUDED).get("executionAbortedEventDetails"))
                .isEqualTo(Json.parse("{\"error\":\"Stopped\",\"cause\":\"by hand\"}"));
        assertThat(execution.history().size()).isEqualTo(last.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Parameters\": {\"found.$\": \"$[?(@ in $[*])]\"}",
                "\"Parameters\": {\"found.$\": \"States.ArrayLength($[?(@ in $[*])])\"}",
                "\"OutputPath\": \"$[?(@ in $[*])]\"",
                "\"QueryLanguage\": \"JSONata\", \"Output\": \"{% $count($states.input[$ in $states.input]) %}\"",
                "\"QueryLanguage\": \"JSONata\", \"Assign\": {\"n\": \"{% $count($states.input[$ in $states.input]) %}\"}"
            })
    void anEvaluationIsGivenUpWhenItsExecutionIsStopped(String field) throws Exception {
        String definition = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\"," + field + ",\"Next\":\"B\"},"
                + "\"B\":{\"Type\":\"Pass\",\"End\":true}}}";
        Observer stopsInA = new Observer() {
            @Override
            public void entered(Execution execution, State state) {
                execution.stop(Optional.of("Stopped"), Optional.empty());
            }
        };
        String input = IntStream.range(0, 1_100).boxed().toList().toString();

        Execution execution = new Interpreter(
                        time, new ScriptedTasks(time, Json.parse("{}")), ExecutionIds.seeded(1), stopsInA)
                .start(Machines.request(definition, input));

        assertThat(outcome(execution)).isEqualTo(new Outcome.Aborted(Optional.of("Stopped"), Optional.empty()));
        assertThat(execution.history().events())
                .extracting(HistoryEvent::type)
                .containsExactly("ExecutionStarted", "PassStateEntered", "ExecutionAborted");
    }

    @Test
    void anExecutionThatWasStoppedInAnEvaluationCanBeRedriven() throws Exception {
        AtomicInteger entries = new AtomicInteger();
        Observer stopsOnce = new Observer() {
            @Override
            public void entered(Execution execution, State state) {
                if (entries.incrementAndGet() == 1) {
                    execution.stop(Optional.empty(), Optional.empty());
                }
            }
        };
        Execution execution = new Interpreter(
                        time, new ScriptedTasks(time, Json.parse("{}")), ExecutionIds.seeded(1), stopsOnce)
                .start(Machines.request(
                        "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"OutputPath\":\"$[?(@ in $[*])]\",\"End\":true}}}",
                        IntStream.range(0, 1_100).boxed().toList().toString()));
        outcome(execution);

        assertThat(execution.redrive()).isTrue();

        assertThat(outcome(execution)).isInstanceOf(Outcome.Succeeded.class);
    }

    /// The API shows no history of an Express execution.
    @Test
    void anExpressExecutionKeepsItsNewestEventUnlessSomebodyWatches() throws Exception {
        JsonNode definition = Json.parse("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}");
        StartRequest request = Machines.request(definition, Json.parse("{}"), WorkflowType.EXPRESS);
        ScriptedTasks tasks = new ScriptedTasks(time, Json.parse("{}"));

        Execution unwatched = new Interpreter(time, tasks, ExecutionIds.seeded(1)).start(request);
        Execution watched = new Interpreter(time, tasks, ExecutionIds.seeded(1), new Observer() {}).start(request);
        outcome(unwatched);
        outcome(watched);

        assertThat(watched.history().events())
                .extracting(HistoryEvent::type)
                .containsExactly("ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded");
        assertThat(unwatched.history().events()).extracting(HistoryEvent::type).containsExactly("ExecutionSucceeded");
        assertThat(unwatched.history().size()).isEqualTo(4);
        assertThat(unwatched.snapshot().events()).hasSize(1);
    }

    @Test
    void describesTheCurrentActivity() throws Exception {
        time.pause();
        Execution execution =
                start("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":5,\"End\":true}}}", "{}");
        time.advance(Duration.ofSeconds(1));

        assertThat(execution)
                .hasToString("execution arn:aws:states:us-east-1:123456789012:execution:Machine:run, state A");
    }

    @Test
    void leavesInputsAndOutputsOutOfEventsWhenAskedTo() throws Exception {
        Execution execution =
                start("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}", "{\"a\":1}");
        outcome(execution);

        JsonNode event = execution.history().events().get(1).toJson(HistoryEvent.Data.LEFT_OUT);

        assertThat(event.get("stateEnteredEventDetails")).isEqualTo(Json.parse("{\"name\":\"A\"}"));
    }

    @Test
    void endsWithTheTwentyFiveThousandthEvent() throws Exception {
        Execution execution = start("""
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Next": "B"},
                  "B": {"Type": "Choice", "Choices": [{"Variable": "$.stop", "BooleanEquals": true, "Next": "C"}], "Default": "A"},
                  "C": {"Type": "Succeed"}}}
                """, "{\"stop\":false}");

        assertThat(outcome(execution))
                .isEqualTo(new Outcome.Failed(
                        Optional.of("States.Runtime"),
                        Optional.of("The execution reached the maximum number of history events (25000).")));
        assertThat(execution.history().size()).isEqualTo(25_000);
        assertThat(execution.history().events().getLast().type()).isEqualTo("ExecutionFailed");
    }

    @Test
    void anInlineMapOfTenThousandItemsKeepsTheirOrder() throws Exception {
        StringBuilder items = new StringBuilder("[0");
        for (int i = 1; i < 10_000; i++) {
            items.append(',').append(i);
        }
        items.append(']');
        JsonNode input = Json.parse(items.toString());
        JsonNode definition = Json.parse("""
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
                  "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}
                """);

        Execution execution = new Interpreter(time, nothing(), ExecutionIds.seeded(1))
                .start(Machines.request(definition, input, WorkflowType.EXPRESS));

        assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(input));
    }

    @Test
    void aBugOfTheInterpreterFailsTheExecutionVisibly() throws Exception {
        Tasks broken = new Tasks() {
            @Override
            public TaskHandle start(TaskRequest request, TaskProgress progress) {
                throw new IllegalStateException("a mistake");
            }

            @Override
            public Optional<String> problem(TaskResource resource) {
                return Optional.empty();
            }
        };

        Execution execution = new Interpreter(time, broken, ExecutionIds.seeded(1)).start(Machines.request(TASK, "{}"));

        assertThat(outcome(execution)).isInstanceOf(Outcome.Failed.class);
        assertThat(execution.history().events().getLast().type()).isEqualTo("ExecutionFailed");
        assertThat(((Outcome.Failed) outcome(execution)).cause().orElseThrow()).contains("a mistake");
    }

    @Test
    void aTaskMayReportFromAnyThreadAndAsOftenAsItLikes() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Tasks hasty = new Tasks() {
            @Override
            public TaskHandle start(TaskRequest request, TaskProgress progress) {
                starts.incrementAndGet();
                for (int i = 0; i < 4; i++) {
                    Thread.ofVirtual().start(() -> {
                        progress.succeeded(Json.parse("1"));
                        progress.failed("too", "late");
                        progress.submitted(Json.parse("2"));
                    });
                }
                return TaskHandle.NOTHING_TO_CANCEL;
            }

            @Override
            public Optional<String> problem(TaskResource resource) {
                return Optional.empty();
            }
        };
        try (RealTime real = new RealTime()) {
            Interpreter interpreter = new Interpreter(real, hasty, ExecutionIds.unseeded());
            List<Execution> executions = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                executions.add(interpreter.start(Machines.request(TASK, "{}")));
            }
            for (Execution execution : executions) {
                assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(Json.parse("1")));
                assertThat(execution.history().size()).isEqualTo(7);
            }
        }
        assertThat(starts).hasValue(200);
    }

    @Test
    void oneSeedGivesOneHistory() throws Exception {
        String definition = """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 3, "End": true, "ItemProcessor": {
                  "StartAt": "T", "States": {
                    "T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                      "Parameters": {"MessageBody.$": "$$.Task.Token"}, "TimeoutSeconds": 60,
                      "Retry": [{"ErrorEquals": ["Again"], "IntervalSeconds": 10, "JitterStrategy": "FULL"}],
                      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "U"}], "Next": "U"},
                    "U": {"Type": "Pass", "Parameters": {"id.$": "States.UUID()"}, "End": true}}}}}}
                """;
        String script = """
                {"T": [{"throw": {"Error": "Again", "Cause": "c"}}, {"submitted": 1}, {"after": 1, "throw": {"Error": "Other"}},
                       {"throw": {"Error": "Again"}}, {"submitted": 2}]}
                """;
        String first = history(definition, script);
        assertThat(first).contains("TaskTimedOut").contains("MapIterationSucceeded");
        CountDownLatch left = new CountDownLatch(100);
        List<CompletableFuture<String>> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            others.add(CompletableFuture.supplyAsync(() -> {
                left.countDown();
                return history(definition, script);
            }));
        }
        left.await();
        for (CompletableFuture<String> other : others) {
            assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo(first);
        }
    }

    private static String history(String definition, String script) {
        VirtualTime time = new VirtualTime(Instant.parse("2025-03-01T12:00:00Z"));
        Interpreter interpreter =
                new Interpreter(time, new ScriptedTasks(time, Json.parse(script)), ExecutionIds.seeded(42));
        Execution execution = interpreter.start(Machines.request(definition, "[1,2,3,4,5,6,7,8]"));
        execution
                .outcome()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        StringBuilder history = new StringBuilder();
        for (HistoryEvent event : execution.history().events()) {
            history.append(Json.write(event.toJson(HistoryEvent.Data.INCLUDED))).append('\n');
        }
        return history.toString();
    }

    private static final String TASK = """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}}
            """;

    private Execution start(String definition, String input) {
        return new Interpreter(time, nothing(), ExecutionIds.seeded(1)).start(Machines.request(definition, input));
    }

    private Tasks nothing() {
        return new ScriptedTasks(time, Json.parse("{}"));
    }

    private static Outcome outcome(Execution execution) throws Exception {
        return execution.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
