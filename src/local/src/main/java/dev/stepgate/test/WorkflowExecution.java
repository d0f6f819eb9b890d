// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ChildExecution;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.HistoryEvent;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.history.HistoryIndex;
import dev.stepgate.local.history.HistoryTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AssertProvider;

/// One execution of a state machine. Its methods answer at once; [#assertThat] first waits until nothing is
/// left to do.
public final class WorkflowExecution implements AssertProvider<ExecutionAssert> {
    private final Stepgate stepgate;
    private final Execution execution;

    WorkflowExecution(Stepgate stepgate, Execution execution) {
        this.stepgate = stepgate;
        this.execution = execution;
    }

    public String arn() {
        return execution.arn();
    }

    public JsonNode input() {
        return execution.request().input();
    }

    /// The name of its machine.
    public String machine() {
        return execution.request().identity().machine().name();
    }

    /// The status as in DescribeExecution.
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    public Status status() {
        return switch (execution.ended().orElse(null)) {
            case null -> Status.RUNNING;
            case Outcome.Succeeded _ -> Status.SUCCEEDED;
            case Outcome.Failed _ -> Status.FAILED;
            case Outcome.TimedOut _ -> Status.TIMED_OUT;
            case Outcome.Aborted _ -> Status.ABORTED;
        };
    }

    /// The output, if it has succeeded.
    public Optional<JsonNode> output() {
        return execution.ended().orElse(null) instanceof Outcome.Succeeded(JsonNode output)
                ? Optional.of(output)
                : Optional.empty();
    }

    /// The error with which it failed or was stopped.
    public Optional<String> error() {
        return switch (execution.ended().orElse(null)) {
            case Outcome.Failed failed -> failed.error();
            case Outcome.Aborted aborted -> aborted.error();
            case Outcome.Succeeded _, Outcome.TimedOut _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// The cause with which it failed or was stopped.
    public Optional<String> cause() {
        return switch (execution.ended().orElse(null)) {
            case Outcome.Failed failed -> failed.cause();
            case Outcome.Aborted aborted -> aborted.cause();
            case Outcome.Succeeded _, Outcome.TimedOut _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// The states that were entered, in order, including those inside a Parallel or Map.
    public List<StateVisit> states() {
        return trace().visits().stream().map(StateVisit::of).toList();
    }

    /// Each attempt of a Task, in order.
    public List<TaskAttempt> tasks(String state) {
        return states().stream()
                .filter(visit -> visit.name().equals(state))
                .flatMap(visit -> visit.attempts().stream())
                .toList();
    }

    /// Every variable with its latest value.
    public Map<String, JsonNode> variables() {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        states().stream()
                .map(StateVisit::exit)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(StateVisit.Exit::event))
                .forEach(exit -> variables.putAll(exit.assigned()));
        return variables;
    }

    /// The executions that its distributed Maps and its Tasks started.
    public List<WorkflowExecution> children() {
        Stream<Execution> ofMaps = execution.mapRuns().stream()
                .flatMap(run -> run.children().stream())
                .map(WorkflowExecution::whole);
        return Stream.concat(ofMaps, ofTasks())
                .map(child -> new WorkflowExecution(stepgate, child))
                .toList();
    }

    private static Execution whole(ChildExecution child) {
        return child.execution()
                .orElseThrow(() -> new IllegalStateException("The history of " + child.arn()
                        + " has made room for newer ones: give the runtime a larger heap, or the Map fewer items"));
    }

    private Stream<Execution> ofTasks() {
        return trace().events().stream()
                .filter(event -> event.type().equals("TaskSubmitted")
                        || event.type().equals("TaskSucceeded")
                                && event.text("resource").orElse("").equals("startExecution"))
                .filter(event -> event.text("resourceType").orElse("").equals("states"))
                .flatMap(event -> event.data("output").stream())
                .flatMap(output ->
                        stepgate.executions().find(output.path("ExecutionArn").asText()).stream());
    }

    /// The time on the virtual clock from its start to its end, or until now.
    public Duration duration() {
        Instant end = status() == Status.RUNNING
                ? stepgate.time().now()
                : execution.history().events().getLast().timestamp();
        return Duration.between(execution.startTime(), end);
    }

    /// The events in the shape of GetExecutionHistory, with all data; for Express executions too.
    public List<ObjectNode> history() {
        return execution.history().events().stream()
                .map(event -> event.toJson(HistoryEvent.Data.INCLUDED))
                .toList();
    }

    /// The whole history as a readable table.
    public String table() {
        return HistoryTable.whole(trace());
    }

    /// Returns status and table.
    @Override
    public String toString() {
        return machine() + " " + status() + "\n" + table();
    }

    /// Supports AssertJ's `assertThat(execution)`.
    @Override
    public ExecutionAssert assertThat() {
        stepgate.time().awaitIdle();
        return new ExecutionAssert(this);
    }

    HistoryIndex trace() {
        return HistoryIndex.of(history());
    }

    Execution execution() {
        return execution;
    }
}
