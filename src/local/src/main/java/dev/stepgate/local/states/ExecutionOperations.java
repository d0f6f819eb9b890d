// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// Describe, list, stop and look into executions.
final class ExecutionOperations implements Operation.Group {
    private final Runtime runtime;
    private final Machines machines;
    private final Executions executions;

    ExecutionOperations(Runtime runtime, Machines machines, Executions executions) {
        this.runtime = runtime;
        this.machines = machines;
        this.executions = executions;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "DescribeExecution", Operation.now(this::describe),
                "ListExecutions", Operation.now(this::list),
                "GetExecutionHistory", Operation.now(this::history),
                "StopExecution", this::stop,
                "RedriveExecution", Operation.now(this::redrive));
    }

    private ExecutionEntry find(Input input) {
        return executions.get(Arn.parse(input.text("executionArn"), "execution").text());
    }

    /// An Express execution is only known as one of a map run.
    private ObjectNode describe(Input input) {
        String arn = input.text("executionArn");
        ExecutionEntry entry = arn.contains(":express:") && arn.contains("/") ? executions.get(arn) : find(input);
        return entry.describe(ExecutionEntry.Data.of(input), runtime.now());
    }

    private JsonNode list(Input input) {
        Optional<String> status = input.optional("statusFilter");
        Optional<Boolean> redriven = input.optional("redriveFilter").map("REDRIVEN"::equals);
        List<ExecutionEntry> found = selected(input).stream()
                .filter(entry -> status.isEmpty() || entry.status().equals(status.get()))
                .filter(entry -> redriven.isEmpty() || redriven.get() == entry.isRedriven())
                .toList();
        String selection = input.optional("stateMachineArn").orElseGet(() -> input.text("mapRunArn"));
        return new Page(input, "executions " + selection + status + redriven)
                .of("executions", found, ExecutionEntry::arn, ExecutionEntry::listed);
    }

    private List<ExecutionEntry> selected(Input input) {
        if (input.has("stateMachineArn") == input.has("mapRunArn")) {
            throw Errors.validation("Must specify exactly one of stateMachineArn or mapRunArn");
        }
        if (input.has("mapRunArn")) {
            Arn run = Arn.parse(input.text("mapRunArn"), "mapRun");
            return executions.mapRun(run.text()).children();
        }
        Predicate<ExecutionEntry> wanted = of(Arn.parse(input.text("stateMachineArn"), "stateMachine"));
        return executions.all().stream().filter(wanted).toList();
    }

    private Predicate<ExecutionEntry> of(Arn arn) {
        Machine machine = machines.owner(arn);
        switch (machine.identity().type()) {
            case EXPRESS -> throw Errors.wrongType();
            case STANDARD -> {}
        }
        if (!arn.isQualified()) {
            return entry -> entry.target().machine().arn().equals(arn.text());
        }
        Optional<String> text = Optional.of(arn.text());
        return entry -> entry.target().versionArn().equals(text)
                || entry.target().aliasArn().equals(text);
    }

    private JsonNode history(Input input) {
        ExecutionEntry entry = find(input);
        HistoryEvent.Data data = input.node("includeExecutionData").asBoolean(true)
                ? HistoryEvent.Data.INCLUDED
                : HistoryEvent.Data.LEFT_OUT;
        List<HistoryEvent> events = new ArrayList<>(entry.execution().history().events());
        if (input.flag("reverseOrder")) {
            Collections.reverse(events);
        }
        String list = "events " + entry.arn() + input.flag("reverseOrder") + data;
        return new Page(input, list)
                .of("events", events, event -> Integer.toString(event.id()), event -> event.toJson(data));
    }

    private CompletionStage<JsonNode> stop(Input input) {
        ExecutionEntry entry = find(input);
        entry.execution().stop(input.optional("error"), input.optional("cause"));
        return entry.execution().outcome().thenApply(_ -> {
            Instant stop = entry.end().orElseThrow().stop();
            return Shapes.object().set("stopDate", Shapes.date(stop));
        });
    }

    private ObjectNode redrive(Input input) {
        ExecutionEntry entry = find(input);
        Optional<String> token = input.optional("clientToken");
        if (!executions.isRedriven(entry, token, runtime.now())) {
            redrive(entry, token);
        }
        ObjectNode answer = Shapes.object();
        entry.execution().redriveTime().ifPresent(time -> answer.set("redriveDate", Shapes.date(time)));
        return answer;
    }

    private void redrive(ExecutionEntry entry, Optional<String> token) {
        Redrives.refusal(entry, runtime.now()).ifPresent(why -> {
            throw Errors.notRedrivable(why);
        });
        if (entry.origin().mapRun().isPresent()) {
            throw Errors.notRedrivable("Execution is redriven by its Map Run");
        }
        if (!executions.redrive(entry, token, runtime.now())) {
            throw Errors.notRedrivable("Execution is " + entry.status() + " and cannot be redriven");
        }
    }
}
