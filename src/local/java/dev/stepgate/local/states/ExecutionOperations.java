// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.HistoryEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                "DescribeExecution", Operation.now(input -> find(input).describe(ExecutionEntry.Data.of(input))),
                "DescribeStateMachineForExecution", Operation.now(this::machine),
                "ListExecutions", Operation.now(this::list),
                "GetExecutionHistory", Operation.now(this::history),
                "StopExecution", Operation.now(this::stop));
    }

    private ExecutionEntry find(Input input) {
        return executions.get(Arn.parse(input.text("executionArn"), "execution").text());
    }

    private ObjectNode machine(Input input) {
        Machines.Target target = find(input).target();
        ObjectNode answer = Shapes.object();
        answer.put("stateMachineArn", target.machine().arn());
        answer.put("name", target.machine().identity().name());
        answer.set("updateDate", Shapes.date(target.revision().date()));
        return MachineOperations.withReferences(target.revision().describe(answer), target.revision());
    }

    private JsonNode list(Input input) {
        Predicate<ExecutionEntry> wanted = of(input);
        Optional<String> status = input.optional("statusFilter");
        boolean redriven = input.optional("redriveFilter").orElse("").equals("REDRIVEN");
        List<ExecutionEntry> found = executions.all().stream()
                .filter(wanted)
                .filter(entry -> status.isEmpty() || entry.status().equals(status.get()))
                .filter(_ -> !redriven)
                .toList();
        String selection = input.optional("stateMachineArn")
                .or(() -> input.optional("mapRunArn"))
                .orElse("");
        return new Page(input, "executions " + selection + status).of("executions", found, ExecutionEntry::listed);
    }

    private Predicate<ExecutionEntry> of(Input input) {
        if (input.has("stateMachineArn") == input.has("mapRunArn")) {
            throw Errors.validation("Must specify exactly one of stateMachineArn or mapRunArn");
        }
        if (input.has("mapRunArn")) {
            Arn run = Arn.parse(input.text("mapRunArn"), "mapRun");
            throw Errors.noSuchResource(run.text());
        }
        Arn arn = Arn.parse(input.text("stateMachineArn"), "stateMachine");
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
        return new Page(input, list).of("events", events, event -> event.toJson(data));
    }

    private ObjectNode stop(Input input) {
        ExecutionEntry entry = find(input);
        entry.execution().stop(input.optional("error"), input.optional("cause"));
        ObjectNode answer = Shapes.object();
        answer.set(
                "stopDate",
                Shapes.date(entry.end().map(ExecutionEntry.End::stop).orElseGet(runtime::now)));
        return answer;
    }
}
