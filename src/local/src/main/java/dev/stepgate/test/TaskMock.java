// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.mock.MockAnswer;
import dev.stepgate.local.stepfunctions.FieldValidationMode;
import dev.stepgate.local.stepfunctions.MockSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// Answers in place of the service that a Task state calls. [#then] begins the answer to the next call,
/// [#onAttempt] that to one attempt; the last answer is repeated for all further calls. Without an answer the
/// calls go through to the service and are recorded.
///
/// Calls are counted from the moment of mocking, over all executions, including retries.
public final class TaskMock {
    private final Stepgate stepgate;
    private final MachineStates states;
    private final State.Task task;
    private final AnswerPlan<MockAnswer> plan = new AnswerPlan<>();
    private final List<TaskRequest> calls = new CopyOnWriteArrayList<>();
    private volatile FieldValidationMode validation = FieldValidationMode.STRICT;

    TaskMock(Stepgate stepgate, MachineStates states, State.Task task) {
        this.stepgate = stepgate;
        this.states = states;
        this.task = task;
    }

    /// Sets how answers are compared with the service's real answers; the default is STRICT, as in TestState.
    public TaskMock fieldValidationMode(FieldValidationMode mode) {
        validation = mode;
        return this;
    }

    /// @param output the service's answer: for `lambda:invoke` an object with the function's answer as
    /// `Payload`
    /// @throws IllegalArgumentException when the service never answers like this
    public TaskMock returns(JsonNode output) {
        return add(new MockAnswer.Return(checked(output)));
    }

    /// Returns an output given in the relaxed JSON of [Stepgate#json].
    public TaskMock returns(String output) {
        return returns(Stepgate.json(output));
    }

    /// Returns the output of `lambda:invoke` for this answer of the function.
    ///
    /// @throws IllegalStateException when the state calls something else
    public TaskMock returnsPayload(String payload) {
        boolean invokes = task.call().resource() instanceof TaskResource.Service service
                && service.service().equals("lambda")
                && service.action().equals("invoke")
                && service.pattern() == TaskResource.Pattern.REQUEST_RESPONSE;
        if (!invokes) {
            throw new IllegalStateException(where() + " does not call lambda:invoke: its Resource is "
                    + task.call().resource().arn());
        }
        ObjectNode output = Json.mapper().createObjectNode().put("ExecutedVersion", "$LATEST");
        output.set("Payload", Stepgate.json(payload));
        return returns(output.put("StatusCode", 200));
    }

    /// @param error as Retry and Catch name it
    public TaskMock fails(String error, String cause) {
        return add(new MockAnswer.Throw(error, cause));
    }

    /// Returns the output after this much time.
    public TaskMock returnsAfter(Duration delay, String output) {
        return add(new MockAnswer.After(delay, new MockAnswer.Return(checked(Stepgate.json(output)))));
    }

    /// Fails after this much time.
    public TaskMock failsAfter(Duration delay, String error, String cause) {
        return add(new MockAnswer.After(delay, new MockAnswer.Throw(error, cause)));
    }

    /// Never answers, so that the TimeoutSeconds or HeartbeatSeconds of the state pass.
    ///
    /// @throws IllegalStateException when the state has neither
    public TaskMock timesOut() {
        if (task.call().timeout().isEmpty() && task.call().heartbeat().isEmpty()) {
            throw new IllegalStateException(where() + " has neither TimeoutSeconds nor HeartbeatSeconds;"
                    + " neverAnswers() waits for the time limit of the execution");
        }
        return neverAnswers();
    }

    public TaskMock neverAnswers() {
        return add(new MockAnswer.Never());
    }

    /// Waits for the test to answer by [#token], or by SendTaskSuccess or SendTaskFailure with its value; the
    /// clock is paused meanwhile.
    ///
    /// @throws IllegalStateException when the state has no task token
    public TaskMock awaitsCallback() {
        boolean takesToken = switch (task.call().resource()) {
            case TaskResource.Activity _ -> true;
            case TaskResource.LambdaFunction _ -> false;
            case TaskResource.Service service -> service.pattern() == TaskResource.Pattern.WAIT_FOR_TASK_TOKEN;
        };
        if (!takesToken) {
            throw new IllegalStateException(where() + " has no task token: its Resource is "
                    + task.call().resource().arn());
        }
        return add(new MockAnswer.Computed(_ -> {
            CallbackPause callbacks = stepgate.mocks().callbacks();
            return new MockAnswer.Callback(callbacks::begun, callbacks::answered, callbacks::over);
        }));
    }

    /// Calls the state's real resource.
    public TaskMock callsThrough() {
        return add(new MockAnswer.CallThrough());
    }

    /// Returns the function's result for the parameters. It runs on the execution's thread, so it must not
    /// wait and must not call this Stepgate; it may throw [TaskFailure]. Any other exception ends the
    /// execution.
    public TaskMock answers(UnaryOperator<JsonNode> function) {
        return add(new MockAnswer.Computed(request -> {
            try {
                return new MockAnswer.Return(checked(function.apply(request.parameters())));
            } catch (TaskFailure failure) {
                return new MockAnswer.Throw(failure.error(), failure.cause());
            }
        }));
    }

    /// Returns the parameters of the call.
    public TaskMock echoes() {
        return add(new MockAnswer.Computed(request -> new MockAnswer.Return(request.parameters())));
    }

    /// Begins the answer to the next call.
    public TaskMock then() {
        plan.then();
        return this;
    }

    /// Uses the latest answer for this many calls.
    public TaskMock times(int calls) {
        plan.times(calls);
        return this;
    }

    /// Begins the answer to this attempt of the state, whenever it happens; such calls get no other answer.
    ///
    /// @param number 0 is the first attempt, 1 its first retry
    public TaskMock onAttempt(int number) {
        plan.onAttempt(number);
        return this;
    }

    /// The parameters of each call so far, in order.
    public List<JsonNode> sent() {
        return calls.stream().map(TaskRequest::parameters).toList();
    }

    /// The token of the latest call, once nothing else is left to do.
    ///
    /// @throws AssertionError when no call had one
    public TaskToken token() {
        stepgate.time().awaitIdle();
        return calls.reversed().stream()
                .flatMap(call -> call.taskToken().stream())
                .findFirst()
                .map(token -> new TaskToken(token, stepgate))
                .orElseThrow(() ->
                        new AssertionError(where() + " has no task token: it was called " + calls.size() + " times"));
    }

    Optional<MockAnswer> next(TaskRequest request) {
        calls.add(request);
        return plan.next(request.caller().attempt());
    }

    private TaskMock add(MockAnswer answer) {
        plan.add(answer);
        return this;
    }

    private JsonNode checked(JsonNode output) {
        try {
            MockSchema.check(output, task.call().resource(), validation);
            return output;
        } catch (AwsException e) {
            throw new IllegalArgumentException(where() + ": " + e.message() + "; its Resource is "
                    + task.call().resource().arn() + ", fieldValidationMode " + validation);
        }
    }

    private String where() {
        return task.name() + " of " + states.resource().logicalId();
    }
}
