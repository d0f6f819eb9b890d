// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.asl.run.StartRequest;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// Starts executions. Standard ones are kept and have unique names
/// ([StartExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html));
/// Express ones are not kept, and each start is a new one whatever its name.
final class StartOperations implements Operation.Group {
    static final Set<String> NAMES = Set.of("StartExecution", "StartSyncExecution");

    private static final int BILLED_MEMORY_MB = 64;
    private static final long BILLED_STEP_MILLIS = 100;

    private final StepFunctionsDependencies runtime;
    private final StateMachineEntries machines;
    private final Executions executions;
    private final StatusChanges changes;

    StartOperations(
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
        return Map.of("StartExecution", Operation.now(this::start), "StartSyncExecution", this::startSync);
    }

    /// A checked request to start an execution. `input` is the text as it was given.
    ///
    /// @param mocks decorates the calls of Task states
    private record Start(
            StateMachineEntries.Target target, String name, String arn, String input, JsonNode data, Tested mocks) {

        StartRequest request(StartRequest.Caller caller) {
            return StartOperations.request(
                    target, identity(target, arn, name), new StartRequest.Input(data, Optional.of(input)), caller);
        }
    }

    private static StartRequest.Identity identity(StateMachineEntries.Target target, String arn, String name) {
        StateMachineEntry.Identity machine = target.machine().identity();
        String role = target.revision().content().roleArn();
        return new StartRequest.Identity(
                arn,
                name,
                new StartRequest.Machine(machine.arn(), machine.name(), role),
                target.versionArn(),
                target.aliasArn());
    }

    private static StartRequest request(
            StateMachineEntries.Target target,
            StartRequest.Identity identity,
            StartRequest.Input input,
            StartRequest.Caller caller) {
        return new StartRequest(
                target.revision().content().machine(),
                target.machine().identity().type(),
                identity,
                input,
                caller);
    }

    /// Makes a request that was checked in an earlier process.
    static StartRequest request(StateMachineEntries.Target target, String arn, String name, String input) {
        return request(
                target,
                identity(target, arn, name),
                new StartRequest.Input(data(input), Optional.of(input)),
                StartRequest.Caller.GONE);
    }

    /// @param testCase that of a mock configuration
    private record Tested(Optional<String> testCase, UnaryOperator<Tasks> tasks) {}

    private Start check(OperationInput input) {
        String name = ResourceNames.check(
                input.optional("name").orElseGet(() -> runtime.ids().uuid()));
        StartTarget tested = StartTarget.of(input.text("stateMachineArn"), runtime.testCases());
        StateMachineEntries.Target target =
                machines.target(tested.machineArn(), runtime.ids().random(name));
        StateMachineEntry.Identity machine = target.machine().identity();
        String arn = switch (machine.type()) {
            case STANDARD -> runtime.arn("execution:" + machine.name() + ":" + name);
            case EXPRESS ->
                runtime.arn("express:" + machine.name() + ":" + name + ":"
                        + runtime.ids().uuid());
        };
        String text = input.optional("input").orElse("{}");
        return new Start(target, name, arn, text, data(text), new Tested(tested.testCase(), tested.mocks(target)));
    }

    private static JsonNode data(String text) {
        if (text.isEmpty()) {
            throw StepFunctionsErrors.invalidInput("Invalid execution input.");
        }
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw StepFunctionsErrors.invalidInput(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same origin is the same start
    private ObjectNode start(OperationInput input) {
        Start start = check(input);
        ObjectNode answer = ResponseShapes.object().put("executionArn", start.arn());
        if (start.target().machine().identity().type() == WorkflowType.EXPRESS) {
            Execution execution = start(start, StartRequest.Caller.GONE);
            executions.express().add(new ExecutionEntry(execution, start.target(), origin(start, input)));
            return answer.set("startDate", ResponseShapes.date(execution.startTime()));
        }
        ExecutionEntry.Origin origin = origin(start, input);
        ExecutionEntry entry = executions.findOrStart(start.arn(), () -> {
            return executions.keeps()
                    ? kept(start, origin)
                    : new ExecutionEntry(start(start, StartRequest.Caller.GONE), start.target(), origin);
        });
        if (entry.origin() == origin) {
            changes.running(entry);
        } else if (!isRepeated(entry, start)) {
            throw StepFunctionsErrors.executionExists(start.arn());
        }
        answer.set("startDate", ResponseShapes.date(entry.execution().startTime()));
        return answer;
    }

    private static ExecutionEntry.Origin origin(Start start, OperationInput input) {
        return new ExecutionEntry.Origin(start.input(), input.optional("traceHeader"), Optional.empty());
    }

    private Execution start(Start start, StartRequest.Caller caller) {
        return runtime.interpreter().start(start.request(caller), start.mocks().tasks());
    }

    private ExecutionEntry kept(Start start, ExecutionEntry.Origin origin) {
        StartRequest request = start.request(StartRequest.Caller.GONE);
        ExecutionArchive archive = executions.archive();
        String order = archive.newOrder();
        Interpreter.Kept kept = archive.begin(
                order,
                new ExecutionArchive.Begun(
                        start.target(), request, origin, start.mocks().testCase()));
        Execution execution = runtime.interpreter().start(request, start.mocks().tasks(), kept);
        return new ExecutionEntry(execution, start.target(), origin, order);
    }

    private static boolean isRepeated(ExecutionEntry entry, Start start) {
        return entry.end().isEmpty() && entry.origin().input().equals(start.input());
    }

    private CompletionStage<JsonNode> startSync(OperationInput input) {
        Start start = check(input);
        if (start.target().machine().identity().type() == WorkflowType.STANDARD) {
            throw StepFunctionsErrors.wrongType();
        }
        Instant started = runtime.now();
        Execution execution = start(start, StartRequest.Caller.WAITING);
        executions.express().add(new ExecutionEntry(execution, start.target(), origin(start, input)));
        return execution.outcome().thenApply(outcome -> synchronous(start, input, started, outcome));
    }

    private JsonNode synchronous(Start start, OperationInput input, Instant started, Outcome outcome) {
        Instant stopped = runtime.now();
        ObjectNode answer = ResponseShapes.object().put("executionArn", start.arn());
        answer.put("stateMachineArn", start.target().machine().arn());
        answer.put("name", start.name());
        answer.put("status", outcome.status());
        answer.set("startDate", ResponseShapes.date(started));
        answer.set("stopDate", ResponseShapes.date(stopped));
        input.optional("traceHeader").ifPresent(header -> answer.put("traceHeader", header));
        ExecutionEntry.Data data = ExecutionEntry.Data.of(input);
        if (data == ExecutionEntry.Data.INCLUDED) {
            answer.put("input", start.input());
            answer.set("inputDetails", ResponseShapes.included());
        }
        ExecutionEntry.outcome(answer, outcome, data);
        if (data == ExecutionEntry.Data.INCLUDED) {
            answer.set("outputDetails", ResponseShapes.included()); // also where there is no output
        }
        if (outcome instanceof Outcome.TimedOut) {
            answer.put("error", "States.Timeout");
        }
        billing(answer.putObject("billingDetails"), Duration.between(started, stopped));
        return answer;
    }

    private static void billing(ObjectNode details, Duration took) {
        long steps = took.toMillis() / BILLED_STEP_MILLIS + 1;
        details.put("billedMemoryUsedInMB", BILLED_MEMORY_MB)
                .put("billedDurationInMilliseconds", steps * BILLED_STEP_MILLIS);
    }
}
