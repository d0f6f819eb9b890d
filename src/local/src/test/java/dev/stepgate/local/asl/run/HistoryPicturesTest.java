// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.graph.Graph;
import dev.stepgate.local.graph.Overlay;
import dev.stepgate.local.graph.Status;
import dev.stepgate.local.graph.Svg;
import dev.stepgate.local.graph.Theme;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares what a picture reads from a history with the calls of an [Observer] during the execution, and
/// with the statuses in AWS's console.
class HistoryPicturesTest {
    private static final String TASK =
            "\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\"";

    private final VirtualTime time = new VirtualTime();

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.stepgate.local.asl.run.ExecutionsTest#cases")
    void statesAndTransitionsAreThoseThatWereTaken(String name, JsonNode row) throws Exception {
        JsonNode input = row.has("inputText") ? Json.parse(row.get("inputText").textValue()) : row.get("input");
        StartRequest request = Machines.request(
                row.get("definition"),
                input,
                WorkflowType.valueOf(row.path("type").asText("STANDARD")));
        Told told = new Told();
        Execution execution = new Interpreter(
                        time, new ScriptedTasks(time, row.path("tasks")), ExecutionIds.seeded(7), told)
                .start(request);
        if (row.has("callbacks")) {
            time.advance(java.time.Duration.ofSeconds(1));
        } else {
            execution.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        told.own = Optional.of(execution);

        Overlay.Execution overlay = Overlay.Execution.of(request.machine(), events(execution));

        assertThat(overlay.visits().keySet()).isEqualTo(told.entered());
        assertThat(overlay.taken()).containsAll(told.routes());
        assertThat(Svg.draw(Graph.of(request.machine()), overlay, Theme.LIGHT)).startsWith("<svg ");
    }

    @Test
    void anErrorThatWasCaughtAndOneThatWasNot() throws Exception {
        Overlay.Execution overlay = run("""
                {"StartAt": "T", "States": {
                  "T": {%1$s, "Next": "S", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "P"}]},
                  "P": {"Type": "Parallel", "Next": "S", "Branches": [
                    {"StartAt": "U", "States": {"U": {%1$s, "End": true}}},
                    {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": true}}}]},
                  "S": {"Type": "Succeed"}}}
                """, "{'T':[{'throw':{'Error':'E'}}],'U':[{'throw':{'Error':'E'}}]}");

        assertThat(overlay.visits())
                .containsOnly(
                        entry("T", Status.CAUGHT, 1),
                        entry("P", Status.FAILED, 1),
                        entry("U", Status.FAILED, 1),
                        entry("W", Status.ABORTED, 1));
        assertThat(overlay.taken()).containsExactly(new TakenTransition.Catcher("T", 0));
    }

    @Test
    void aTaskThatSucceedsWhenItIsTriedAgain() throws Exception {
        Overlay.Execution overlay = run("""
                {"StartAt": "T", "States": {"T": {%1$s, "End": true,
                  "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1}]}}}
                """, "{'T':[{'throw':{'Error':'E'}},{'return':1}]}");

        assertThat(overlay.visits()).containsOnly(entry("T", Status.SUCCEEDED, 1));
        assertThat(overlay.taken()).containsExactly(new TakenTransition.Onward("T"));
    }

    @Test
    void aTaskThatTakesTooLong() throws Exception {
        Overlay.Execution overlay = run(
                "{\"StartAt\": \"T\", \"States\": {\"T\": {%1$s, \"TimeoutSeconds\": 5, \"End\": true}}}",
                "{'T':[{}]}");

        assertThat(overlay.visits()).containsOnly(entry("T", Status.TIMED_OUT, 1));
        assertThat(overlay.taken()).isEmpty();
    }

    @Test
    void iterationsAreCountedAndTheMostSignificantStatusIsShown() throws Exception {
        Overlay.Execution overlay = run("""
                {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "End": true,
                  "ItemProcessor": {"StartAt": "T", "States": {
                    "T": {%1$s, "Next": "S", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "S"}]},
                    "S": {"Type": "Succeed"}}}}}}
                """, "{'T':[{'return':1},{'throw':{'Error':'E'}},{'return':1}]}");

        assertThat(overlay.visits())
                .containsOnly(
                        entry("M", Status.SUCCEEDED, 1), entry("T", Status.CAUGHT, 3), entry("S", Status.SUCCEEDED, 3));
    }

    @Test
    void anUnfinishedStateIsInProgress() {
        Overlay.Execution overlay = Overlay.Execution.of(
                machine("{\"StartAt\": \"T\", \"States\": {\"T\": {%1$s, \"End\": true}}}"),
                List.of(
                        Json.parse("{\"id\":1,\"previousEventId\":0,\"type\":\"ExecutionStarted\"}"),
                        Json.parse("{\"id\":2,\"previousEventId\":0,\"type\":\"TaskStateEntered\","
                                + "\"stateEnteredEventDetails\":{\"name\":\"T\"}}")));

        assertThat(overlay.visits()).containsOnly(entry("T", Status.IN_PROGRESS, 1));
    }

    private static java.util.Map.Entry<String, Overlay.Visits> entry(String state, Status status, int count) {
        return java.util.Map.entry(state, new Overlay.Visits(status, count));
    }

    private static StateMachine machine(String definition) {
        return Machines.request(definition.formatted(TASK), "{}").machine();
    }

    private Overlay.Execution run(String definition, String tasks) throws Exception {
        StartRequest request = Machines.request(definition.formatted(TASK), "{\"items\":[1,2,3]}");
        ScriptedTasks scripted = new ScriptedTasks(time, Json.parse(tasks.replace('\'', '"')));
        Execution execution = new Interpreter(time, scripted, ExecutionIds.seeded(1)).start(request);
        execution.outcome().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return Overlay.Execution.of(request.machine(), events(execution));
    }

    private static List<JsonNode> events(Execution execution) {
        return execution.history().events().stream()
                .map(event -> (JsonNode) event.toJson(HistoryEvent.Data.LEFT_OUT))
                .toList();
    }

    /// The observed calls for one execution, without those for a distributed Map inside it.
    private static final class Told implements Observer {
        private final List<Execution> executions = Collections.synchronizedList(new ArrayList<>());
        private final List<Object> happened = Collections.synchronizedList(new ArrayList<>());
        private Optional<Execution> own = Optional.empty();

        @Override
        public synchronized void entered(Execution execution, State state) {
            executions.add(execution);
            happened.add(state.name());
        }

        @Override
        public synchronized void took(Execution execution, TakenTransition route) {
            executions.add(execution);
            happened.add(route);
        }

        private Set<String> entered() {
            return of(String.class);
        }

        private Set<TakenTransition> routes() {
            Set<TakenTransition> routes = of(TakenTransition.class);
            routes.removeIf(route -> route instanceof TakenTransition.Retrier);
            return routes;
        }

        private synchronized <T> Set<T> of(Class<T> type) {
            Set<T> found = new HashSet<>();
            for (int i = 0; i < happened.size(); i++) {
                if (own.equals(Optional.of(executions.get(i))) && type.isInstance(happened.get(i))) {
                    found.add(type.cast(happened.get(i)));
                }
            }
            return found;
        }
    }
}
