// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import java.util.List;

/// A state machine of the template.
public final class Machine {
    private final Stepgate stepgate;
    private final Resource.StateMachine resource;

    Machine(Stepgate stepgate, Resource.StateMachine resource) {
        this.stepgate = stepgate;
        this.resource = resource;
    }

    public String arn() {
        return resource.arn();
    }

    public String name() {
        return resource.name();
    }

    /// The logical id in the template.
    public String logicalId() {
        return resource.logicalId();
    }

    /// Starts an execution without waiting for it.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when Step Functions refuses it
    public WorkflowExecution start(JsonNode input) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stateMachineArn", arn()).put("input", Json.write(input));
        JsonNode started = stepgate.call("states", "StartExecution", request);
        return execution(started.path("executionArn").asText());
    }

    /// Starts an execution with an input in the relaxed JSON of [Stepgate#json].
    public WorkflowExecution start(String input) {
        return start(Stepgate.json(input));
    }

    /// Mocks a Task state from now on; earlier answers of the state are dropped.
    ///
    /// @throws IllegalArgumentException naming the existing Task states, when this is not one
    public TaskMock mock(String state) {
        MachineStates states = MachineStates.of(resource);
        TaskMock mock = new TaskMock(stepgate, states, states.task(state));
        stepgate.mocks().put(name(), state, mock);
        return mock;
    }

    /// Runs a test case of the mock configuration in every later execution, also in those that the test does
    /// not start, unless the ARN with which an execution is started names another.
    ///
    /// @param name empty for none
    /// @throws IllegalArgumentException naming the existing test cases
    public Machine testCase(String name) {
        stepgate.mocks().use(resource, name);
        return this;
    }

    /// Returns one state, to be run alone. The machine's mocks do not apply to it.
    ///
    /// @throws IllegalArgumentException naming the existing states, when this is not one
    public StateUnderTest state(String name) {
        return StateUnderTest.of(stepgate, resource, name);
    }

    /// All executions since the start or the last reset, in order, however they were started; after a restart
    /// those that went on, and later ones.
    public List<WorkflowExecution> executions() {
        return stepgate.executions().all().stream()
                .filter(execution -> machine(execution).equals(arn()))
                .map(execution -> new WorkflowExecution(stepgate, execution))
                .toList();
    }

    /// The states and transitions taken since the test class began, in all its tests.
    public WorkflowCoverage coverage() {
        return new WorkflowCoverage(stepgate.coverage(resource));
    }

    private static String machine(Execution execution) {
        return execution.request().identity().machine().arn();
    }

    private WorkflowExecution execution(String arn) {
        Execution execution = stepgate.executions()
                .find(arn)
                .orElseThrow(() -> new IllegalStateException("the execution " + arn + " was not seen to start"));
        return new WorkflowExecution(stepgate, execution);
    }
}
