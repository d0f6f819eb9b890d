// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.stepfunctions.FieldValidationMode;
import dev.stepgate.local.template.Resource;

/// One state of a machine, run alone and once, without retries and without the states after it
/// ([TestState](https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html)).
///
/// Without a mock a Task makes its real call; a Map, a Parallel and a Task that waits have to be mocked.
public final class StateUnderTest {
    private final Stepgate stepgate;
    private final ObjectNode request;

    private StateUnderTest(Stepgate stepgate, ObjectNode request) {
        this.stepgate = stepgate;
        this.request = request;
    }

    static StateUnderTest of(Stepgate stepgate, Resource.StateMachine machine, String state) {
        String name = MachineStates.of(machine).state(state).name();
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("definition", machine.definition().text()).put("stateName", name);
        request.put("roleArn", machine.roleArn()).put("inspectionLevel", "TRACE");
        return new StateUnderTest(stepgate, request);
    }

    /// Sets the workflow variables at the state's entry.
    public StateUnderTest withVariables(String json) {
        StateUnderTest same = copy();
        same.request.put("variables", text(json));
        return same;
    }

    /// Sets the Context Object, in place of a generated one.
    public StateUnderTest withContext(String json) {
        StateUnderTest same = copy();
        same.request.put("context", text(json));
        return same;
    }

    /// Sets the result of the Task's service, or of all branches or iterations together.
    public StateUnderTest withMockedResult(String json) {
        StateUnderTest same = copy();
        same.mock().put("result", text(json));
        return same;
    }

    /// Sets the error of the Task's service, or of a branch or an iteration.
    public StateUnderTest withMockedError(String error, String cause) {
        StateUnderTest same = copy();
        same.mock().putObject("errorOutput").put("error", error).put("cause", cause);
        return same;
    }

    /// Sets how the mocked result is compared with the service's real answers; the default is STRICT.
    public StateUnderTest withFieldValidationMode(FieldValidationMode mode) {
        StateUnderTest same = copy();
        same.mock().put("fieldValidationMode", mode.name());
        return same;
    }

    /// Sets how often the retrier that applies has already retried.
    public StateUnderTest withRetrierRetryCount(int retries) {
        StateUnderTest same = copy();
        same.configuration().put("retrierRetryCount", retries);
        return same;
    }

    /// Sets the state inside the Map or the Parallel that causes the mocked error.
    public StateUnderTest withErrorCausedByState(String state) {
        StateUnderTest same = copy();
        same.configuration().put("errorCausedByState", state);
        return same;
    }

    /// Sets how many iterations of the Map have failed.
    public StateUnderTest withMapIterationFailureCount(int failures) {
        StateUnderTest same = copy();
        same.configuration().put("mapIterationFailureCount", failures);
        return same;
    }

    /// Sets the data that the Map's ItemReader has read.
    public StateUnderTest withMapItemReaderData(String json) {
        StateUnderTest same = copy();
        same.configuration().put("mapItemReaderData", text(json));
        return same;
    }

    /// Runs the state.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when TestState refuses it
    public StateTestResult test(JsonNode input) {
        ObjectNode call = request.deepCopy();
        call.put("input", Json.write(input));
        return new StateTestResult(stepgate.call("states", "TestState", call));
    }

    /// Runs the state with an input in the relaxed JSON of [Stepgate#json].
    public StateTestResult test(String input) {
        return test(Stepgate.json(input));
    }

    private StateUnderTest copy() {
        return new StateUnderTest(stepgate, request.deepCopy());
    }

    private ObjectNode mock() {
        return request.withObjectProperty("mock");
    }

    private ObjectNode configuration() {
        return request.withObjectProperty("stateConfiguration");
    }

    private static String text(String json) {
        return Json.write(Stepgate.json(json));
    }
}
