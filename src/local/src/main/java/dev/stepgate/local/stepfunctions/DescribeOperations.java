// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.VariableReferences;
import dev.stepgate.local.asl.run.StartRequest;
import dev.stepgate.local.json.Json;
import java.util.Map;
import java.util.Optional;

/// Describes state machines: the current revision, a version, the part inside a Distributed Map, or the
/// definition that an execution runs.
final class DescribeOperations implements Operation.Group {
    private final StateMachineEntries machines;
    private final Executions executions;

    DescribeOperations(StateMachineEntries machines, Executions executions) {
        this.machines = machines;
        this.executions = executions;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "DescribeStateMachine", Operation.now(this::describe),
                "DescribeStateMachineForExecution", Operation.now(this::ofExecution));
    }

    private ObjectNode describe(OperationInput input) {
        Arn arn = Arn.parse(input.text("stateMachineArn"), "stateMachine");
        StateMachineEntry machine = machines.owner(arn);
        Optional<Version> version = machine.version(arn.text());
        if (arn.isQualified() && version.isEmpty()) {
            throw StepFunctionsErrors.noSuchMachine(arn.text());
        }
        Revision revision = version.map(Version::revision).orElseGet(machine::revision);
        ObjectNode answer = ResponseShapes.object().put("stateMachineArn", arn.text());
        answer.put("name", machine.identity().name());
        answer.put("status", "ACTIVE");
        answer.put("type", machine.identity().type().name());
        answer.set(
                "creationDate",
                ResponseShapes.date(
                        version.map(Version::created).orElse(machine.identity().created())));
        version.flatMap(Version::description).ifPresent(text -> answer.put("description", text));
        withReferences(revision.describe(answer), revision.content().machine());
        arn.label().ifPresent(label -> processor(answer, label));
        return withData(answer, input);
    }

    /// Reduces the answer to the Distributed Map that the label names.
    private static void processor(ObjectNode answer, String label) {
        JsonNode map = MapStates.find(
                        Json.parse(answer.path("definition").textValue()),
                        state -> state.getValue().path("Label").asText().equals(label))
                .orElseThrow(() -> StepFunctionsErrors.noSuchMachine(
                        answer.path("stateMachineArn").textValue()));
        answer.put("definition", Json.write(MapStates.processor(map)));
        answer.put("label", label);
    }

    private ObjectNode ofExecution(OperationInput input) {
        ExecutionEntry entry = executions.get(
                Arn.parse(input.text("executionArn"), "execution").text());
        StartRequest.Machine machine = entry.execution().request().identity().machine();
        ObjectNode answer = ResponseShapes.object();
        answer.put("stateMachineArn", machine.arn());
        answer.put("name", machine.name());
        Revision revision = entry.target().revision();
        answer.set("updateDate", ResponseShapes.date(revision.date()));
        revision.describe(answer);
        entry.origin().mapRun().ifPresent(run -> processor(answer, executions.mapRun(run.mapRunArn())));
        return withData(withReferences(answer, entry.execution().request().machine()), input);
    }

    private static void processor(ObjectNode answer, MapRunEntry mapRun) {
        JsonNode definition = Json.parse(answer.path("definition").textValue());
        answer.put("definition", Json.write(mapRun.processor(definition)));
        answer.put("mapRunArn", mapRun.run().arn());
        answer.put("label", mapRun.label());
    }

    /// Adds the definition, which is `{}` when its data is not requested.
    private static ObjectNode withData(ObjectNode answer, OperationInput input) {
        return switch (ExecutionEntry.Data.of(input)) {
            case INCLUDED -> answer;
            case LEFT_OUT -> answer.put("definition", "{}");
        };
    }

    private static ObjectNode withReferences(ObjectNode answer, StateMachine machine) {
        Map<String, ? extends Iterable<String>> references = VariableReferences.of(machine);
        if (!references.isEmpty()) {
            ObjectNode byState = answer.putObject("variableReferences");
            references.forEach((state, names) -> names.forEach(byState.withArray("/" + Json.pointerToken(state))::add));
        }
        return answer;
    }
}
