// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateGroup;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.asl.run.StartRequest;
import dev.stepgate.local.asl.run.TestStateRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// [TestState](https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html): runs one
/// state, once, with or without a mock.
final class TestStateOperation implements Operation.Group {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final StepFunctionsDependencies runtime;

    TestStateOperation(StepFunctionsDependencies runtime) {
        this.runtime = runtime;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("TestState", this::test);
    }

    private CompletionStage<JsonNode> test(OperationInput input) {
        State state = TestedState.of(input, input.has("mock") ? ResourceCheck.ANY : runtime.resources());
        Optional<TestStateRequest.Mock> mock = MockInputReader.of(input, state);
        StartRequest request = request(input, state);
        ObjectNode context = input.optional("context")
                .map(text -> TestStateContext.read(text, state))
                .orElseGet(() -> context(request, input, state));
        TestStateRequest test = new TestStateRequest(request, context, variables(input), mock, assumptions(input));
        return runtime.interpreter().test(test).thenApply(report -> answer(report, input));
    }

    private StartRequest request(OperationInput input, State state) {
        String machine = runtime.ids().uuid();
        String execution = runtime.ids().uuid();
        StateGroup only = new StateGroup(state.name(), Map.of(state.name(), state));
        StartRequest.Identity identity = new StartRequest.Identity(
                runtime.arn("express:" + machine + ":" + execution),
                execution,
                new StartRequest.Machine(
                        runtime.arn("stateMachine:" + machine),
                        machine,
                        input.optional("roleArn").orElse("")),
                Optional.empty(),
                Optional.empty());
        return new StartRequest(
                new StateMachine(Optional.empty(), state.queryLanguage(), Optional.empty(), only),
                WorkflowType.EXPRESS,
                identity,
                data(input),
                StartRequest.Caller.GONE);
    }

    private static JsonNode data(OperationInput input) {
        try {
            return Json.parse(input.optional("input").orElse("{}"));
        } catch (JsonSyntaxException e) {
            throw StepFunctionsErrors.invalidInput(String.valueOf(e.getMessage()));
        }
    }

    /// Returns the Context Object of a state that stands alone, with AWS's values.
    private ObjectNode context(StartRequest request, OperationInput input, State state) {
        String now = MILLIS.format(runtime.now());
        StartRequest.Identity identity = request.identity();
        ObjectNode context = ResponseShapes.object();
        context.putObject("Execution")
                .put("Id", identity.executionArn())
                .<ObjectNode>set("Input", request.input())
                .put("Name", identity.executionName())
                .put("RoleArn", input.optional("roleArn").orElse(null))
                .put("StartTime", now);
        context.putObject("StateMachine")
                .put("Id", identity.machine().arn())
                .put("Name", identity.machine().name());
        ObjectNode own =
                context.putObject("State").put("Name", TestedState.NAME).put("EnteredTime", now);
        switch (state) {
            case State.Task task -> {
                own.put("RetryCount", assumptions(input).retries());
                if (takesToken(task.call().resource())) {
                    context.putObject("Task").put("Token", runtime.ids().uuid());
                }
            }
            case State.Map _, State.Parallel _ ->
                own.put("RetryCount", assumptions(input).retries());
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> {}
        }
        return context;
    }

    private static boolean takesToken(TaskResource resource) {
        return resource instanceof TaskResource.Service service
                && service.pattern() == TaskResource.Pattern.WAIT_FOR_TASK_TOKEN;
    }

    private static Map<String, JsonNode> variables(OperationInput input) {
        Map<String, JsonNode> variables = new HashMap<>();
        JsonNode given = json(input, "variables").orElseGet(ResponseShapes::object);
        if (!given.isObject()) {
            throw StepFunctionsErrors.validation("variables must be a JSON object");
        }
        given.properties().forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        return variables;
    }

    private static Optional<JsonNode> json(OperationInput input, String member) {
        try {
            return input.optional(member).map(Json::parse);
        } catch (JsonSyntaxException e) {
            throw StepFunctionsErrors.validation(member + " must be valid JSON: " + e.getMessage());
        }
    }

    private static TestStateRequest.Assumptions assumptions(OperationInput input) {
        OperationInput configuration = input.in("stateConfiguration");
        return new TestStateRequest.Assumptions(
                configuration.integer("retrierRetryCount").orElse(0),
                configuration.integer("mapIterationFailureCount"),
                configuration.optional("mapItemReaderData"));
    }

    private static JsonNode answer(TestStateRequest.Report report, OperationInput input) {
        ObjectNode answer =
                ResponseShapes.object().put("status", report.status().name());
        report.output().ifPresent(output -> answer.put("output", Json.write(output)));
        report.nextState().ifPresent(next -> answer.put("nextState", next));
        report.error().flatMap(TestStateRequest.Error::error).ifPresent(error -> answer.put("error", error));
        report.error().flatMap(TestStateRequest.Error::cause).ifPresent(cause -> answer.put("cause", cause));
        if (!input.optional("inspectionLevel").orElse("INFO").equals("INFO")) {
            answer.set("inspectionData", report.inspection());
        }
        return answer;
    }
}
