// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ChildExecution;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.asl.run.Waiting;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Routes for executions: lists of them, and one with everything that it waits for.
record ExecutionRoutes(ConsoleParts parts, Histories histories) implements Api.Group {
    private static final int MAX_WAITING = 50;

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET executions", Api.Route.later(this::executions),
                "GET children", Api.Route.json(this::children),
                "GET execution", Api.Route.later(this::execution));
    }

    private CompletionStage<ObjectNode> executions(Question question) {
        Optional<String> machine = question.optional("machine");
        Optional<String> status = question.optional("status");
        String searched = question.searched();
        List<Execution> found = parts.services().states().executions().stream()
                .filter(each ->
                        machine.isEmpty() || MachineRoutes.machineOf(each).equals(machine.get()))
                .filter(each -> status.isEmpty() || each.snapshot().status().equals(status.get()))
                .filter(each -> searched.isEmpty() || isFound(each, searched))
                .toList();
        return Window.of(question).later(found, ExecutionRoutes::row);
    }

    /// Returns the row of an execution; while it runs, with the first thing that it waits for.
    private static CompletionStage<ObjectNode> row(Execution execution) {
        if (execution.ended().isPresent()) {
            return CompletableFuture.completedFuture(ExecutionRow.of(execution));
        }
        return execution.waiting().thenApply(waiting -> {
            ObjectNode json = ExecutionRow.of(execution).put("waitingCount", waiting.size());
            waiting.stream().findFirst().ifPresent(first -> json.set("waiting", waiting(first)));
            return json;
        });
    }

    /// Returns the executions of a map run.
    private ObjectNode children(Question question) {
        String run = question.text("mapRun");
        List<ChildExecution> found = histories.execution(question.text("parent")).mapRuns().stream()
                .filter(each -> each.arn().equals(run))
                .flatMap(each -> each.children().stream())
                .toList();
        return Window.of(question).of(found, ExecutionRow::of);
    }

    private static boolean isFound(Execution execution, String searched) {
        return execution
                        .request()
                        .identity()
                        .executionName()
                        .toLowerCase(Locale.ROOT)
                        .contains(searched)
                || Inputs.text(execution).toLowerCase(Locale.ROOT).contains(searched);
    }

    private CompletionStage<ObjectNode> execution(Question question) {
        Execution execution = histories.execution(question.text("arn"));
        return execution.waiting().thenApply(waiting -> described(execution, waiting));
    }

    private ObjectNode described(Execution execution, List<Waiting> waiting) {
        ExecutionSnapshot snapshot = execution.snapshot();
        ObjectNode json = ExecutionRow.of(execution);
        json.put("input", Inputs.text(execution));
        snapshot.end().ifPresent(end -> outcome(json, end.outcome()));
        snapshot.redriveTime().ifPresent(time -> json.put("redriven", time.toEpochMilli()));
        json.put("waitingCount", waiting.size());
        ArrayNode waits = json.putArray("waiting");
        waiting.stream().limit(MAX_WAITING).forEach(each -> waits.add(waiting(each)));
        ArrayNode runs = json.putArray("mapRuns");
        execution
                .mapRuns()
                .forEach(run -> runs.addObject()
                        .put("arn", run.arn())
                        .put("state", run.stateName())
                        .put("status", run.status().name())
                        .put("started", run.children().size())
                        .put("size", run.size()));
        parent(execution).ifPresent(parent -> json.put("parent", parent.arn()));
        return json;
    }

    private static void outcome(ObjectNode json, Outcome outcome) {
        switch (outcome) {
            case Outcome.Succeeded(var output) -> json.put("output", Json.write(output));
            case Outcome.Failed(var error, var cause) -> failure(json, error, cause);
            case Outcome.Aborted(var error, var cause) -> failure(json, error, cause);
            case Outcome.TimedOut _ -> json.put("error", "States.Timeout");
        }
    }

    private static void failure(ObjectNode json, Optional<String> error, Optional<String> cause) {
        error.ifPresent(text -> json.put("error", text));
        cause.ifPresent(text -> json.put("cause", text));
    }

    static ObjectNode waiting(Waiting waiting) {
        ObjectNode json = Json.mapper().createObjectNode().put("state", waiting.state());
        json.put("attempt", waiting.attempt());
        json.put("since", waiting.since().toEpochMilli());
        waiting.due().ifPresent(due -> json.put("due", due.toEpochMilli()));
        switch (waiting.reason()) {
            case Waiting.Reason.Timer _ -> json.put("reason", "TIMER");
            case Waiting.Reason.Retry _ -> json.put("reason", "RETRY");
            case Waiting.Reason.MapRun(String arn) ->
                json.put("reason", "MAP_RUN").put("mapRun", arn);
            case Waiting.Reason.Task task -> task(json, task);
        }
        return json;
    }

    private static void task(ObjectNode json, Waiting.Reason.Task task) {
        json.put("reason", reason(task)).put("resource", task.resource().arn());
        task.token().ifPresent(text -> json.put("token", text));
        task.heartbeatDue().ifPresent(due -> json.put("heartbeatDue", due.toEpochMilli()));
    }

    private static String reason(Waiting.Reason.Task task) {
        return switch (task.resource()) {
            case TaskResource.Activity _ -> "ACTIVITY";
            case TaskResource.LambdaFunction _, TaskResource.Service _ ->
                task.token().isPresent() ? "CALLBACK" : "TASK";
        };
    }

    /// Returns the parent of a map run's child execution.
    private Optional<Execution> parent(Execution child) {
        return MachineRoutes.machineOf(child).contains("/")
                ? parts.services().states().executions().stream()
                        .filter(each -> each.mapRuns().stream()
                                .flatMap(run -> run.children().stream())
                                .anyMatch(each2 ->
                                        each2.execution().filter(child::equals).isPresent()))
                        .findFirst()
                : Optional.empty();
    }
}
