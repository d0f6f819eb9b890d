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

    /// Its name in the template.
    public String logicalId() {
        return resource.logicalId();
    }

    /// Starts an execution and does not wait for it.
    ///
    /// @throws dev.stepgate.local.aws.AwsException when Step Functions refuses it
    public WorkflowExecution start(JsonNode input) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("stateMachineArn", arn()).put("input", Json.write(input));
        JsonNode started = stepgate.call("states", "StartExecution", request);
        return execution(started.path("executionArn").asText());
    }

    /// The same with an input as a caller would write it.
    public WorkflowExecution start(String input) {
        return start(Stepgate.json(input));
    }

    /// Answers a Task state from now on, in place of what it calls; earlier answers of the state are forgotten.
    ///
    /// @throws IllegalArgumentException naming the Task states there are, when this is none
    public TaskMock mock(String state) {
        MachineStates states = MachineStates.of(resource);
        TaskMock mock = new TaskMock(stepgate, states, states.task(state));
        stepgate.mocks().put(name(), state, mock);
        return mock;
    }

    /// Runs a test case of the mock configuration: every execution from now on, whoever starts it, unless the
    /// ARN it is started with names another.
    ///
    /// @param name empty for none
    /// @throws IllegalArgumentException naming those there are
    public Machine testCase(String name) {
        stepgate.mocks().use(resource, name);
        return this;
    }

    /// One state, to be run alone. Mocks of the machine do not count for it.
    ///
    /// @throws IllegalArgumentException naming the states there are, when this is none
    public StateUnderTest state(String name) {
        return StateUnderTest.of(stepgate, resource, name);
    }

    /// The executions since the beginning, whoever has started them, in order.
    public List<WorkflowExecution> executions() {
        return stepgate.executions().all().stream()
                .filter(execution -> machine(execution).equals(arn()))
                .map(execution -> new WorkflowExecution(stepgate, execution))
                .toList();
    }

    /// Which states and transitions were taken since the test class began, over all its tests.
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
