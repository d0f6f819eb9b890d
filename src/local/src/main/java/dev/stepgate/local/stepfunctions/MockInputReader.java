// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ItemSource;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.run.TestStateRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Optional;

/// Reads the mock of a TestState call and refuses one that the state cannot receive
/// ([MockInput](https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html)).
final class MockInputReader {
    private MockInputReader() {}

    static Optional<TestStateRequest.Mock> of(OperationInput input, State state) {
        if (!input.has("mock")) {
            checkWithoutMock(input, state);
            return Optional.empty();
        }
        checkType(state);
        checkData(state, input);
        if (input.flag("revealSecrets")) {
            throw StepFunctionsErrors.validation("TestState does not support RevealSecrets when a mock is specified.");
        }
        OperationInput mock = input.in("mock");
        if (mock.has("result") == mock.has("errorOutput")) {
            throw StepFunctionsErrors.validation(
                    "A test mock should have only one of the following fields: [result, errorOutput].");
        }
        return Optional.of(mock.has("result") ? result(mock, state, input) : failure(mock.in("errorOutput")));
    }

    private static void checkWithoutMock(OperationInput input, State state) {
        if (input.in("stateConfiguration").has("mapIterationFailureCount")) {
            throw notWithoutMock("MapIterationFailureCount");
        }
        if (input.has("context")) {
            throw notWithoutMock("Context");
        }
        TestedState.checkWithoutMock(state, input);
    }

    private static RuntimeException notWithoutMock(String what) {
        return StepFunctionsErrors.validation("TestState does not support " + what + " when a mock is not specified.");
    }

    private static void checkType(State state) {
        switch (state) {
            case State.Task _, State.Map _, State.Parallel _ -> {}
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ ->
                throw StepFunctionsErrors.validation(
                        "State type '" + TestedState.type(state) + "' is not supported when a mock is specified");
        }
    }

    /// Refuses a Map with an ItemReader unless its items come with the call.
    private static void checkData(State state, OperationInput input) {
        boolean reads = state instanceof State.Map map && map.iteration().items() instanceof ItemSource.Reader;
        require(
                !reads || input.in("stateConfiguration").has("mapItemReaderData"),
                "ItemReader data must be specified when testing a Map state with ItemReader specified.");
    }

    private static TestStateRequest.Mock failure(OperationInput error) {
        return new TestStateRequest.Mock.Failure(error.optional("error"), error.optional("cause"));
    }

    private static TestStateRequest.Mock result(OperationInput mock, State state, OperationInput input) {
        JsonNode result = json(mock.text("result"));
        switch (state) {
            case State.Task task -> {
                String mode = mock.optional("fieldValidationMode").orElse("STRICT");
                MockSchema.check(result, task.call().resource(), FieldValidationMode.valueOf(mode));
            }
            case State.Map map -> requireMapResult(result, map, input);
            case State.Parallel parallel -> {
                require(result.isArray(), "Mocked result must be an array.");
                require(
                        result.size() == parallel.branches().size(),
                        "Mocked result must contain the same number of items as number of Parallel branches.");
            }
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> {}
        }
        return new TestStateRequest.Mock.Result(result);
    }

    private static void requireMapResult(JsonNode result, State.Map map, OperationInput input) {
        boolean written = map.iteration().distribution().writer().isPresent();
        require(!written || result.isObject(), "Mocked result must be a JSON object.");
        require(written || result.isArray(), "Mocked result must be an array.");
        int failed = input.in("stateConfiguration")
                .integer("mapIterationFailureCount")
                .orElse(0);
        require(
                written || failed <= result.size(),
                "Map iteration failure count must be less than or equal to the number of Map iterations");
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException _) {
            throw StepFunctionsErrors.validation("Mocked result must be valid JSON");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw StepFunctionsErrors.validation(otherwise);
        }
    }
}
