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

/// Answers in place of what a Task state calls: [#then] goes on to the answer of the next call, [#onAttempt]
/// to that of one attempt; the last answer is given again and again. Without an answer the calls go through
/// and are kept.
///
/// Calls are counted from the moment of mocking, whichever executions make them, retries included.
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

    /// How answers are compared with what the service answers in truth; without this STRICT, as with TestState.
    public TaskMock fieldValidationMode(FieldValidationMode mode) {
        validation = mode;
        return this;
    }

    /// @param output what the service would answer: of `lambda:invoke` an object with the function's answer as
    /// `Payload`
    /// @throws IllegalArgumentException when the service never answers like this
    public TaskMock returns(JsonNode output) {
        return add(new MockAnswer.Return(checked(output)));
    }

    /// The same with an output as it is comfortable to write.
    public TaskMock returns(String output) {
        return returns(Stepgate.json(output));
    }

    /// Returns what `lambda:invoke` does when the function answers this.
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

    /// Returns only when this much time has passed.
    public TaskMock returnsAfter(Duration delay, String output) {
        return add(new MockAnswer.After(delay, new MockAnswer.Return(checked(Stepgate.json(output)))));
    }

    /// Fails only when this much time has passed.
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

    /// Waits for the test to answer by [#token], or by SendTaskSuccess or SendTaskFailure with its value;
    /// meanwhile the clock stands still.
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

    /// Calls what the state names.
    public TaskMock callsThrough() {
        return add(new MockAnswer.CallThrough());
    }

    /// Returns what the function makes of the parameters. It runs where the execution does, so it must not
    /// wait and must not call this Stepgate; it may throw [TaskFailure]. Anything else it throws ends the
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

    /// Returns what it is sent.
    public TaskMock echoes() {
        return add(new MockAnswer.Computed(request -> new MockAnswer.Return(request.parameters())));
    }

    /// The next answer is for the next call.
    public TaskMock then() {
        plan.then();
        return this;
    }

    /// The latest answer is for this many calls.
    public TaskMock times(int calls) {
        plan.times(calls);
        return this;
    }

    /// The next answer is for this attempt of the state, whenever it comes to one; such calls take no other
    /// answer.
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

    /// The token of the newest call, once nothing else is left to do.
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
