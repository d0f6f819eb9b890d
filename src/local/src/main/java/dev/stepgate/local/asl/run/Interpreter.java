// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.time.Time;
import java.time.Instant;
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
    private final ChildHistories childHistories = new ChildHistories();
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
    /// decorator of the tasks. In real time a brief one has ended when this returns.
    public Execution start(StartRequest request, UnaryOperator<Tasks> before) {
        UnkeptExecution execution = new UnkeptExecution(this, request, before.apply(tasks));
        observer.started(execution);
        execution.startHere();
        return execution;
    }

    Execution start(StartRequest request, Tasks own) {
        return started(new UnkeptExecution(this, request, own));
    }

    Execution start(StartRequest request, Tasks own, KeptExecution.Beginning beginning) {
        return started(new KeptExecution(this, request, own, beginning));
    }

    private Execution started(Execution execution) {
        observer.started(execution);
        execution.start();
        return execution;
    }

    KeptExecution repeat(StartRequest request, Tasks own, KeptExecution.Beginning beginning) {
        KeptExecution execution = new KeptExecution(this, request, own, beginning);
        execution.repeat();
        return execution;
    }

    /// Starts an execution that can continue in another process.
    public Execution start(StartRequest request, UnaryOperator<Tasks> before, Kept kept) {
        return start(request, before.apply(tasks), kept.beginning());
    }

    /// Repeats an execution of another process. It does nothing further until [#resume]. The same request and
    /// the same arrivals give the same history.
    public Execution repeat(StartRequest request, UnaryOperator<Tasks> before, Kept kept) {
        return repeat(request, before.apply(tasks), kept.beginning());
    }

    /// Continues executions that were repeated. Timers that are due fire first, in order.
    public Resumed resume(List<Execution> repeated) {
        List<KeptExecution> all = repeated.stream()
                .filter(KeptExecution.class::isInstance)
                .flatMap(execution -> ((KeptExecution) execution).withChildren())
                .toList();
        Instant now = time.now();
        List<RecordedTimer> timers = all.stream()
                .flatMap(execution -> execution.timers().stream())
                .sorted(RecordedTimer.ORDER)
                .toList();
        int due =
                (int) timers.stream().filter(timer -> !timer.due().isAfter(now)).count();
        all.forEach(observer::resumed);
        int lost = all.stream().mapToInt(KeptExecution::lostCalls).sum();
        time.execute(() -> {
            timers.forEach(RecordedTimer::run);
            all.forEach(KeptExecution::resume);
        });
        return new Resumed(repeated.size(), due, lost);
    }

    /// The result of resuming executions.
    ///
    /// @param dueTimers timers that became due while no process ran
    /// @param lostCalls calls that were under way when the earlier process ended
    public record Resumed(int executions, int dueTimers, int lostCalls) {}

    /// The state from which an execution is repeated, in addition to its request.
    ///
    /// @param seed of its random values
    /// @param millis the time when it began, in milliseconds since 1970
    public record Kept(ExecutionJournal journal, long seed, long millis) {
        private KeptExecution.Beginning beginning() {
            return new KeptExecution.Beginning(journal, seed, millis, KeptExecution.Redriven.BY_ITSELF);
        }
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

    /// The histories of map runs' executions.
    public ChildHistories childHistories() {
        return childHistories;
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
