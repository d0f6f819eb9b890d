// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ChildExecution;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.MapRun;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A map run of a known execution.
record MapRunEntry(MapRun run, ExecutionEntry parent) {

    String arn() {
        return run.arn();
    }

    static List<MapRunEntry> of(ExecutionEntry parent) {
        return parent.execution().mapRuns().stream()
                .map(run -> new MapRunEntry(run, parent))
                .toList();
    }

    /// The executions that have begun, in the order of their items.
    List<ListedExecution> children() {
        return run.children().stream().map(this::listed).toList();
    }

    private ListedExecution listed(ChildExecution child) {
        return child.execution()
                .<ListedExecution>map(whole -> entry(whole, child.items()))
                .orElseGet(() -> new SummarisedExecution(child, this));
    }

    /// The executions whose histories are kept.
    Stream<ExecutionEntry> wholeChildren() {
        return run.children().stream()
                .flatMap(child -> child.execution().map(whole -> entry(whole, child.items())).stream());
    }

    Optional<ListedExecution> child(String arn) {
        return run.children().stream()
                .filter(child -> child.arn().equals(arn))
                .findAny()
                .map(this::listed);
    }

    private ExecutionEntry entry(Execution whole, int items) {
        ExecutionEntry.Origin origin = new ExecutionEntry.Origin(
                Json.write(whole.request().input()),
                Optional.empty(),
                Optional.of(new ExecutionEntry.Membership(run.arn(), items)));
        return new ExecutionEntry(whole, parent.target(), origin);
    }

    ObjectNode listed() {
        ObjectNode item =
                ResponseShapes.object().put("executionArn", parent.arn()).put("mapRunArn", arn());
        item.put("stateMachineArn", run.stateMachineArn());
        item.set("startDate", ResponseShapes.date(run.startTime()));
        run.stopTime().ifPresent(time -> item.set("stopDate", ResponseShapes.date(time)));
        return item;
    }

    ObjectNode describe() {
        ObjectNode answer = ResponseShapes.object().put("mapRunArn", arn()).put("executionArn", parent.arn());
        answer.put("status", run.status().name());
        answer.set("startDate", ResponseShapes.date(run.startTime()));
        run.stopTime().ifPresent(time -> answer.set("stopDate", ResponseShapes.date(time)));
        answer.put("maxConcurrency", run.limits().concurrency());
        answer.put(
                "toleratedFailurePercentage", run.limits().toleratedPercentage().orElse(0));
        answer.put("toleratedFailureCount", run.limits().toleratedCount().orElse(0));
        MapRunCounts counts = new MapRunCounts(run);
        answer.set("itemCounts", counts.ofItems());
        answer.set("executionCounts", counts.ofExecutions());
        answer.put("redriveCount", run.redriveCount());
        parent.execution()
                .redriveTime()
                .filter(_ -> run.redriveCount() > 0)
                .ifPresent(time -> answer.set("redriveDate", ResponseShapes.date(time)));
        return answer;
    }

    /// The label, which follows the machine's name.
    String label() {
        String machine = run.stateMachineArn();
        return machine.substring(machine.lastIndexOf('/') + 1);
    }

    /// The part of the definition that each child execution runs.
    JsonNode processor(JsonNode definition) {
        return MapStates.find(definition, state -> state.getKey().equals(run.stateName()))
                .map(MapStates::processor)
                .orElseThrow();
    }
}
