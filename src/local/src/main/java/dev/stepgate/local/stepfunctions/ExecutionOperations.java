// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.HistoryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// Describes, lists, stops and inspects executions.
final class ExecutionOperations implements Operation.Group {
    private final StepFunctionsDependencies runtime;
    private final StateMachineEntries machines;
    private final Executions executions;
    private final StatusChanges changes;

    ExecutionOperations(
            StepFunctionsDependencies runtime,
            StateMachineEntries machines,
            Executions executions,
            StatusChanges changes) {
        this.runtime = runtime;
        this.machines = machines;
        this.executions = executions;
        this.changes = changes;
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

    private ExecutionEntry find(OperationInput input) {
        return executions.get(Arn.parse(input.text("executionArn"), "execution").text());
    }

    /// Describes an execution; an Express one is found only as a child of a map run.
    private ObjectNode describe(OperationInput input) {
        String arn = input.text("executionArn");
        ExecutionEntry.Data data = ExecutionEntry.Data.of(input);
        ListedExecution child = executions.child(arn).orElse(null);
        if (child instanceof SummarisedExecution summary) {
            return summary.describe(data);
        }
        if (child instanceof ExecutionEntry whole) {
            return whole.describe(data, runtime.now());
        }
        ExecutionEntry entry = arn.contains(":express:") && arn.contains("/") ? executions.get(arn) : find(input);
        return entry.describe(data, runtime.now());
    }

    private JsonNode list(OperationInput input) {
        Optional<String> status = input.optional("statusFilter");
        Optional<Boolean> redriven = input.optional("redriveFilter").map("REDRIVEN"::equals);
        List<? extends ListedExecution> found = selected(input).stream()
                .filter(entry -> status.isEmpty() || entry.status().equals(status.get()))
                .filter(entry -> redriven.isEmpty() || redriven.get() == entry.isRedriven())
                .toList();
        String selection = input.optional("stateMachineArn").orElseGet(() -> input.text("mapRunArn"));
        return new Page(input, "executions " + selection + status + redriven)
                .of("executions", found, ListedExecution::arn, ListedExecution::listed);
    }

    private List<? extends ListedExecution> selected(OperationInput input) {
        if (input.has("stateMachineArn") == input.has("mapRunArn")) {
            throw StepFunctionsErrors.validation("Must specify exactly one of stateMachineArn or mapRunArn");
        }
        if (input.has("mapRunArn")) {
            Arn run = Arn.parse(input.text("mapRunArn"), "mapRun");
            return executions.mapRun(run.text()).children();
        }
        Predicate<ListedExecution> wanted = of(Arn.parse(input.text("stateMachineArn"), "stateMachine"));
        return executions.listed().stream().filter(wanted).toList();
    }

    private Predicate<ListedExecution> of(Arn arn) {
        StateMachineEntry machine = machines.owner(arn);
        switch (machine.identity().type()) {
            case EXPRESS -> throw StepFunctionsErrors.wrongType();
            case STANDARD -> {}
        }
        if (!arn.isQualified()) {
            return entry -> entry.machineArn().equals(arn.text());
        }
        Optional<String> text = Optional.of(arn.text());
        return entry -> entry.versionArn().equals(text) || entry.aliasArn().equals(text);
    }

    private JsonNode history(OperationInput input) {
        ExecutionEntry entry = find(input);
        HistoryEvent.Data data = input.node("includeExecutionData").asBoolean(true)
                ? HistoryEvent.Data.INCLUDED
                : HistoryEvent.Data.LEFT_OUT;
        List<HistoryEvent> events = entry.execution().snapshot().events();
        String list = "events " + entry.arn() + input.flag("reverseOrder") + data;
        return new Page(input, list)
                .of(
                        "events",
                        input.flag("reverseOrder") ? events.reversed() : events,
                        event -> Integer.toString(event.id()),
                        event -> event.toJson(data));
    }

    private CompletionStage<JsonNode> stop(OperationInput input) {
        ExecutionEntry entry = find(input);
        entry.execution().stop(input.optional("error"), input.optional("cause"));
        return entry.execution()
                .end()
                .thenApply(end -> ResponseShapes.object().set("stopDate", ResponseShapes.date(end.time())));
    }

    private ObjectNode redrive(OperationInput input) {
        ExecutionEntry entry = find(input);
        Optional<String> token = input.optional("clientToken");
        if (!executions.isRedriven(entry, token, runtime.now())) {
            redrive(entry, token);
        }
        ObjectNode answer = ResponseShapes.object();
        entry.execution().redriveTime().ifPresent(time -> answer.set("redriveDate", ResponseShapes.date(time)));
        return answer;
    }

    private void redrive(ExecutionEntry entry, Optional<String> token) {
        Redrives.refusal(entry, entry.execution().snapshot(), runtime.now()).ifPresent(why -> {
            throw StepFunctionsErrors.notRedrivable(why);
        });
        if (entry.origin().mapRun().isPresent()) {
            throw StepFunctionsErrors.notRedrivable("Execution is redriven by its Map Run");
        }
        if (!executions.redrive(entry, token, runtime.now())) {
            throw StepFunctionsErrors.notRedrivable("Execution is " + entry.status() + " and cannot be redriven");
        }
        changes.running(entry);
    }
}
