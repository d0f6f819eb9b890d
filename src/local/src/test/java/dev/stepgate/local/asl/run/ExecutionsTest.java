// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the cases beside it in `src/test/resources`, each a whole execution on virtual time:
/// `<area>/<case>.json` with
///
/// * `source`: the source of the expectation
/// * `definition`, `input` or its text as `inputText`, `type` (STANDARD by default)
/// * `tasks`: the answers of a state's tasks, attempt by attempt (see [ScriptedTasks])
/// * `callbacks`: calls with the token of a state's task, each `after` a number of seconds, and their answers
/// * `expected`: `status`, `output`, `error`, `cause`, the `seconds` it takes, `events` as `Type name`, their
///   `previous` ids, the `details` of some by id, the parameters `sent` to a state's task, and the tasks that
///   were `cancelled`
///
/// Any other member is refused: a misspelt expectation would expect nothing.
class ExecutionsTest {
    private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");

    private static final Set<String> MEMBERS =
            Set.of("source", "definition", "input", "inputText", "type", "tasks", "callbacks", "expected");
    private static final Set<String> MEMBERS_OF_A_CALLBACK =
            Set.of("state", "token", "after", "success", "failure", "answer");
    private static final Set<String> MEMBERS_OF_EXPECTED = Set.of(
            "status", "output", "error", "cause", "seconds", "events", "previous", "details", "sent", "cancelled");

    static Stream<Arguments> cases() throws IOException {
        Path root = Path.of("src/test/resources/dev/stepgate/local/asl/run/cases");
        List<Arguments> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                cases.add(Arguments.of(root.relativize(file).toString(), Json.parse(Files.readAllBytes(file))));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void runs(String name, JsonNode row) throws Exception {
        assertThat(row.path("source").textValue()).as(name).isNotBlank();
        requireKnownMembers(name, row);
        VirtualTime time = new VirtualTime(START);
        time.pause();
        ScriptedTasks tasks = new ScriptedTasks(time, row.path("tasks"));
        Interpreter interpreter = new Interpreter(time, tasks, ExecutionIds.seeded(7));
        WorkflowType type = WorkflowType.valueOf(row.path("type").asText("STANDARD"));
        Execution execution = interpreter.start(Machines.request(row.get("definition"), input(row), type));
        for (JsonNode callback : row.path("callbacks")) {
            time.advance(Duration.ofSeconds(callback.path("after").longValue()));
            assertThat(call(interpreter, tasks, callback))
                    .isEqualTo(CallbackAnswer.valueOf(callback.path("answer").asText("ACCEPTED")));
        }
        time.resume();
        Outcome outcome = execution.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS);

        JsonNode expected = row.get("expected");
        assertThat(describe(outcome)).isEqualTo(pick(expected, List.of("status", "output", "error", "cause")));
        compareHistory(expected, execution.history().events());
        compareTasks(expected, tasks);
    }

    private static void requireKnownMembers(String name, JsonNode row) {
        assertThat(names(row)).as(name).isSubsetOf(MEMBERS);
        assertThat(names(row.path("expected"))).as(name + ": expected").isSubsetOf(MEMBERS_OF_EXPECTED);
        for (JsonNode callback : row.path("callbacks")) {
            assertThat(names(callback)).as(name + ": callbacks").isSubsetOf(MEMBERS_OF_A_CALLBACK);
        }
        for (JsonNode answers : row.path("tasks")) {
            for (JsonNode answer : answers) {
                assertThat(names(answer)).as(name + ": tasks").isSubsetOf(ScriptedTasks.MEMBERS_OF_AN_ANSWER);
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static StartRequest.Input input(JsonNode row) {
        Optional<String> text = Optional.ofNullable(row.get("inputText")).map(JsonNode::textValue);
        return new StartRequest.Input(text.map(Json::parse).orElseGet(() -> row.get("input")), text);
    }

    private static CallbackAnswer call(Interpreter interpreter, ScriptedTasks tasks, JsonNode callback) {
        String token = callback.has("token")
                ? callback.get("token").textValue()
                : tasks.token(callback.get("state").textValue());
        if (callback.has("success")) {
            return interpreter.taskSucceeded(token, callback.get("success"));
        }
        if (callback.has("failure")) {
            return interpreter.taskFailed(
                    token,
                    Optional.ofNullable(callback.get("failure").get("error")).map(JsonNode::textValue),
                    Optional.ofNullable(callback.get("failure").get("cause")).map(JsonNode::textValue));
        }
        return interpreter.taskHeartbeat(token);
    }

    private static ObjectNode describe(Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (outcome) {
            case Outcome.Succeeded succeeded -> json.put("status", "SUCCEEDED").set("output", succeeded.output());
            case Outcome.Failed failed -> {
                json.put("status", "FAILED");
                failed.error().ifPresent(error -> json.put("error", error));
                failed.cause().ifPresent(cause -> json.put("cause", cause));
            }
            case Outcome.TimedOut _ -> json.put("status", "TIMED_OUT");
            case Outcome.Aborted _ -> json.put("status", "ABORTED");
        }
        return json;
    }

    private static ObjectNode pick(JsonNode from, List<String> names) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (from.has(name)) {
                json.set(name, from.get(name));
            }
        }
        return json;
    }

    private static void compareHistory(JsonNode expected, List<HistoryEvent> events) {
        if (expected.has("events")) {
            assertThat(events.stream().map(ExecutionsTest::line).toList())
                    .containsExactlyElementsOf(texts(expected.get("events")));
        }
        if (expected.has("previous")) {
            assertThat(events.stream().map(HistoryEvent::previousId).map(String::valueOf))
                    .containsExactlyElementsOf(texts(expected.get("previous")));
        }
        if (expected.has("seconds")) {
            assertThat(Duration.between(START, events.getLast().timestamp()))
                    .isEqualTo(
                            Duration.ofMillis(Math.round(expected.get("seconds").doubleValue() * 1000)));
        }
        for (Map.Entry<String, JsonNode> details : expected.path("details").properties()) {
            HistoryEvent event = events.get(Integer.parseInt(details.getKey()) - 1);
            assertThat(Json.parse(Json.write(details(event)))).as(line(event)).isEqualTo(details.getValue());
        }
    }

    /// Returns the type and, if the event has one, the name of its state.
    private static String line(HistoryEvent event) {
        String name = details(event).path("name").asText("");
        return name.isEmpty() ? event.type() : event.type() + " " + name;
    }

    private static JsonNode details(HistoryEvent event) {
        return event.toJson(HistoryEvent.Data.INCLUDED).properties().stream()
                .filter(member -> member.getKey().endsWith("EventDetails"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static void compareTasks(JsonNode expected, ScriptedTasks tasks) {
        if (expected.has("cancelled")) {
            assertThat(tasks.cancelled()).containsExactlyElementsOf(texts(expected.get("cancelled")));
        }
        for (Map.Entry<String, JsonNode> sent : expected.path("sent").properties()) {
            List<JsonNode> parameters = tasks.requests().stream()
                    .filter(request -> request.caller().stateName().equals(sent.getKey()))
                    .map(TaskRequest::parameters)
                    .toList();
            assertThat(parameters).as(sent.getKey()).containsExactlyElementsOf(sent.getValue());
        }
    }
}
