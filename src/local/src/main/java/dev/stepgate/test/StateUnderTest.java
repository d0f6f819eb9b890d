// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.stepfunctions.FieldValidationMode;
import dev.stepgate.local.template.Resource;

/// One state of a machine, run alone and once, without retries and without what follows it
/// ([TestState](https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html)).
///
/// Without a mock a Task calls what it names; a Map, a Parallel and a Task that waits have to be mocked.
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

    /// The workflow variables that are there when the state is entered.
    public StateUnderTest withVariables(String json) {
        StateUnderTest same = copy();
        same.request.put("variables", text(json));
        return same;
    }

    /// The Context Object, in place of one that is made up.
    public StateUnderTest withContext(String json) {
        StateUnderTest same = copy();
        same.request.put("context", text(json));
        return same;
    }

    /// What the Task's service returns, or what the branches or iterations return together.
    public StateUnderTest withMockedResult(String json) {
        StateUnderTest same = copy();
        same.mock().put("result", text(json));
        return same;
    }

    /// The error that the Task's service, a branch or an iteration ends with.
    public StateUnderTest withMockedError(String error, String cause) {
        StateUnderTest same = copy();
        same.mock().putObject("errorOutput").put("error", error).put("cause", cause);
        return same;
    }

    /// How the mocked result is compared with what the service answers in truth; without this STRICT.
    public StateUnderTest withFieldValidationMode(FieldValidationMode mode) {
        StateUnderTest same = copy();
        same.mock().put("fieldValidationMode", mode.name());
        return same;
    }

    /// How often the retrier that applies has retried before.
    public StateUnderTest withRetrierRetryCount(int retries) {
        StateUnderTest same = copy();
        same.configuration().put("retrierRetryCount", retries);
        return same;
    }

    /// The state inside the Map or the Parallel that the mocked error comes from.
    public StateUnderTest withErrorCausedByState(String state) {
        StateUnderTest same = copy();
        same.configuration().put("errorCausedByState", state);
        return same;
    }

    /// How many iterations of the Map have failed.
    public StateUnderTest withMapIterationFailureCount(int failures) {
        StateUnderTest same = copy();
        same.configuration().put("mapIterationFailureCount", failures);
        return same;
    }

    /// What the Map's ItemReader has read.
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

    /// The same with an input as a caller would write it.
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
