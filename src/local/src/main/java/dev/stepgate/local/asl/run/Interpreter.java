// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Runs executions. Knows the task tokens and activities of all running executions, and keeps nothing of
/// those that have ended.
///
/// All methods may be called from any thread and return at once.
public final class Interpreter {
    private final Time time;
    private final Tasks tasks;
    private final ObjectStore objects;
    private final ExecutionIds ids;
    private final Observer observer;
    private final TaskTokens tokens = new TaskTokens();
    private final Activities activities;

    public Interpreter(Time time, Tasks tasks, ExecutionIds ids) {
        this(time, tasks, ids, Observer.NONE);
    }

    /// Makes an interpreter for a runtime without S3.
    public Interpreter(Time time, Tasks tasks, ExecutionIds ids, Observer observer) {
        this(time, new ExternalCalls(tasks, ObjectStore.NONE), ids, observer);
    }

    public Interpreter(Time time, ExternalCalls calls, ExecutionIds ids, Observer observer) {
        this.observer = observer;
        this.time = time;
        this.tasks = calls.tasks();
        this.objects = calls.objects();
        this.ids = ids;
        this.activities = new Activities(time);
    }

    public Execution start(StartRequest request) {
        return start(request, UnaryOperator.identity());
    }

    /// Starts an execution whose Task states, and those of its distributed Maps' executions, call the given
    /// decorator of the tasks.
    public Execution start(StartRequest request, UnaryOperator<Tasks> before) {
        return start(request, before.apply(tasks));
    }

    Execution start(StartRequest request, Tasks own) {
        Execution execution = new Execution(this, request, own);
        observer.started(execution);
        execution.start();
        return execution;
    }

    /// Runs a single state.
    public CompletionStage<TestStateRequest.Report> test(TestStateRequest test) {
        return new TestStateRun(this, test).run();
    }

    public CallbackAnswer taskSucceeded(String taskToken, JsonNode output) {
        return answer(taskToken, tokens.remove(taskToken), task -> task.succeeded(output));
    }

    public CallbackAnswer taskFailed(String taskToken, Optional<String> error, Optional<String> cause) {
        return answer(taskToken, tokens.remove(taskToken), task -> task.failed(error, cause));
    }

    public CallbackAnswer taskHeartbeat(String taskToken) {
        return answer(taskToken, tokens.find(taskToken), TaskRun::heartbeat);
    }

    private static CallbackAnswer answer(String taskToken, Optional<TaskRun> task, Consumer<TaskRun> callback) {
        if (task.isEmpty()) {
            return TaskTokens.refusal(taskToken);
        }
        callback.accept(task.get());
        return CallbackAnswer.ACCEPTED;
    }

    /// The tasks that wait for an answer by task token, the oldest first.
    public List<WaitingTask> waitingTasks() {
        return tokens.waiting();
    }

    /// The number of tasks that wait for an answer by task token.
    public int waitingTaskCount() {
        return tokens.count();
    }

    public Activities activities() {
        return activities;
    }

    Time time() {
        return time;
    }

    Tasks tasks() {
        return tasks;
    }

    ObjectStore objects() {
        return objects;
    }

    ExecutionIds ids() {
        return ids;
    }

    Observer observer() {
        return observer;
    }

    TaskTokens tokens() {
        return tokens;
    }
}
