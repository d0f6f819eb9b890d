// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of [ExecutionsTest] in two processes: the first ends after each of the entries that it has kept,
/// the second goes on, and the history is that of one process.
class RepeatedExecutionsTest {
    private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");
    private static final long SEED = 7;

    static Stream<Arguments> cases() throws Exception {
        return ExecutionsTest.cases().filter(arguments -> {
            JsonNode row = (JsonNode) arguments.get()[1];
            return !row.path("type").asText().equals("EXPRESS") && !row.has("callbacks");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void continuingFromAnyEntryGivesTheSameHistory(String name, JsonNode row) throws Exception {
        PunctualTasks tasks = new PunctualTasks(row.path("tasks"));
        MemoryJournal journal = new MemoryJournal();
        List<String> history = new Process(tasks, START.toEpochMilli()).start(row, journal);

        for (int kept = 0; kept <= journal.size(); kept++) {
            MemoryJournal left = journal.first(kept);
            assertThat(new Process(tasks, left.lastMillis(START.toEpochMilli())).goOn(row, left))
                    .as("%s after %s of %s entries:%n%s%nof%n%s", name, kept, journal.size(), left, journal)
                    .containsExactlyElementsOf(history);
        }
    }

    private static final class Process {
        private final VirtualTime time;
        private final Interpreter interpreter;

        Process(PunctualTasks tasks, long millis) {
            time = new VirtualTime(Instant.ofEpochMilli(millis));
            time.pause();
            interpreter = new Interpreter(time, tasks.on(time), ExecutionIds.seeded(SEED));
        }

        List<String> start(JsonNode row, MemoryJournal journal) throws Exception {
            return end(interpreter.start(request(row), UnaryOperator.identity(), kept(journal)));
        }

        List<String> goOn(JsonNode row, MemoryJournal journal) throws Exception {
            Execution execution = interpreter.repeat(request(row), UnaryOperator.identity(), kept(journal));
            interpreter.resume(List.of(execution));
            return end(execution);
        }

        private List<String> end(Execution execution) throws Exception {
            time.resume();
            execution.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS);
            time.awaitIdle();
            List<String> events = execution.history().events().stream()
                    .map(event -> Json.write(event.toJson(HistoryEvent.Data.INCLUDED)))
                    .toList();
            time.close();
            return events;
        }

        private static Interpreter.Kept kept(MemoryJournal journal) {
            return new Interpreter.Kept(journal, SEED, START.toEpochMilli());
        }

        private static StartRequest request(JsonNode row) {
            Optional<String> text = Optional.ofNullable(row.get("inputText")).map(JsonNode::textValue);
            StartRequest.Input input =
                    new StartRequest.Input(text.map(Json::parse).orElseGet(() -> row.get("input")), text);
            return Machines.request(row.get("definition"), input, WorkflowType.STANDARD);
        }
    }

    /// Tasks that answer the same call at the same time, however often it is made.
    private static final class PunctualTasks {
        private final JsonNode script;
        private final Map<String, Instant> due = new HashMap<>();

        PunctualTasks(JsonNode script) {
            this.script = script;
        }

        Tasks on(VirtualTime time) {
            return new Tasks() {
                @Override
                public Optional<String> problem(TaskResource resource) {
                    return Optional.empty();
                }

                @Override
                public TaskHandle start(TaskRequest request, TaskProgress progress) {
                    JsonNode answer = answer(request);
                    if (answer.has("submitted")) {
                        progress.submitted(answer.get("submitted"));
                    }
                    return later(time, request, answer, progress);
                }

                @Override
                public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
                    return later(time, request, answer(request), progress);
                }
            };
        }

        private JsonNode answer(TaskRequest request) {
            JsonNode answers = script.path(request.caller().stateName());
            return answers.path(Math.min(request.caller().attempt(), answers.size() - 1));
        }

        private synchronized TaskHandle later(
                VirtualTime time, TaskRequest request, JsonNode answer, TaskProgress progress) {
            Instant at = due.computeIfAbsent(
                    request.caller() + " " + request.parameters(),
                    _ -> time.now().plusSeconds(answer.path("after").longValue()));
            time.after(Duration.between(time.now(), at), () -> {
                if (answer.has("return")) {
                    progress.succeeded(answer.get("return"));
                } else if (answer.has("throw")) {
                    progress.failed(text(answer, "Error"), text(answer, "Cause"));
                }
            });
            return TaskHandle.NOTHING_TO_CANCEL;
        }

        private static Optional<String> text(JsonNode answer, String name) {
            return Optional.ofNullable(answer.path("throw").path(name).textValue());
        }
    }
}
