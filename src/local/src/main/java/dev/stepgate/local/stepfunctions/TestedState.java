// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.StateGroup;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.WorkflowType;
import java.util.Optional;

/// Finds the state that a TestState call tests: the definition itself, or the state it names in a whole
/// machine, at any depth.
final class TestedState {
    /// AWS's name for a state that stands alone.
    static final String NAME = "StateName";

    private TestedState() {}

    static State of(OperationInput input, ResourceCheck resources) {
        AslParser parser = new AslParser(WorkflowType.STANDARD, resources);
        String definition = input.text("definition");
        try {
            return input.has("stateName")
                    ? find(parser.parse(definition).states(), input.text("stateName"))
                            .orElseThrow(() -> StepFunctionsErrors.validation("State not found in definition"))
                    : parser.parseState(NAME, definition);
        } catch (InvalidDefinitionException e) {
            throw StepFunctionsErrors.invalidDefinition(StepFunctionsErrors.sentence(e.problems()));
        }
    }

    private static Optional<State> find(StateGroup group, String name) {
        if (group.states().containsKey(name)) {
            return Optional.of(group.state(name));
        }
        return group.states().values().stream()
                .flatMap(state -> inside(state, name).stream())
                .findFirst();
    }

    private static Optional<State> inside(State state, String name) {
        return switch (state) {
            case State.Map map -> find(map.iteration().processor().states(), name);
            case State.Parallel parallel ->
                parallel.branches().stream()
                        .flatMap(branch -> find(branch, name).stream())
                        .findFirst();
            case State.Task _, State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ ->
                Optional.empty();
        };
    }

    /// The state's type, as in a definition's `Type`.
    static String type(State state) {
        return state.getClass().getSimpleName();
    }

    /// Throws [AwsException] for states that cannot be tested without a mock.
    static void checkWithoutMock(State state, OperationInput input) {
        switch (state) {
            case State.Map _, State.Parallel _ ->
                throw StepFunctionsErrors.unsupportedState("TestState API does not support Map or Parallel states."
                        + " Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
            case State.Task task -> {
                if (!input.has("roleArn")) {
                    throw StepFunctionsErrors.validation("RoleArn must be specified when testing a Task state");
                }
                if (isWaiting(task.call().resource())) {
                    throw StepFunctionsErrors.unsupportedState(
                            "TestState API does not support activities, and no '.sync' or"
                                    + " '.waitForTaskToken' integration patterns, without a mock");
                }
            }
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> {}
        }
    }

    static boolean isWaiting(TaskResource resource) {
        return switch (resource) {
            case TaskResource.LambdaFunction _ -> false;
            case TaskResource.Activity _ -> true;
            case TaskResource.Service service -> service.pattern() != TaskResource.Pattern.REQUEST_RESPONSE;
        };
    }
}
