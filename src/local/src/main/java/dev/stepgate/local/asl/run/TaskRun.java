// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One attempt of a Task that waits for its answer, from the service or by its task token.
final class TaskRun implements Effect, TaskProgress, Addressee {
    private final Frame frame;
    private final State.Task task;
    private final TaskEvents events;
    private final EventDetails.Limits limits;
    private final int address;

    private @Nullable OutgoingCall call;
    private boolean taken;
    private Time.@Nullable Timer timeout;
    private Time.@Nullable Timer heartbeat;
    private JsonNode arguments = NullNode.instance;
    private long begunMillis;
    private volatile long startedMillis;
    private volatile long heartbeatMillis;

    TaskRun(Frame frame, State.Task task, TaskEvents events, EventDetails.Limits limits) {
        this.frame = frame;
        this.task = task;
        this.events = events;
        this.limits = limits;
        this.address = frame.execution().address(this);
    }

    StateProgress begin(JsonNode sent) {
        arguments = sent;
        begunMillis = frame.execution().millis();
        TaskRequest request = request(sent);
        Optional<Activity> activity = activity(request);
        Execution execution = frame.execution();
        events.scheduled(frame.chain(), sent, limits);
        StateProgress waiting = frame.await(this);
        Optional<String> token = frame.entered().taskToken();
        token.ifPresent(open -> execution.tokens().add(open, this));
        startTimers();
        if (activity.isPresent()) {
            ActivityTask work = new ActivityTask(token.orElseThrow(), sent);
            execution.ask(address, () -> offer(activity.get(), work));
        } else {
            events.started(frame.chain(), Optional.empty());
            OutgoingCall outgoing = new OutgoingCall(execution, request, this, address);
            call = outgoing;
            outgoing.begin();
        }
        return waiting;
    }

    /// Returns the activity whose workers the task waits for, if any.
    private Optional<Activity> activity(TaskRequest request) {
        return switch (request.resource()) {
            case TaskResource.Activity activity -> frame.execution().workers(address, activity.arn(), request);
            case TaskResource.LambdaFunction _, TaskResource.Service _ -> Optional.empty();
        };
    }

    private TaskRequest request(JsonNode sent) {
        StartRequest.Identity identity = frame.execution().request().identity();
        return new TaskRequest(
                task.call().resource(),
                sent,
                frame.entered().taskToken(),
                new TaskRequest.Limits(duration(limits.timeout()), duration(limits.heartbeat())),
                limits.roleArn(),
                new TaskRequest.Caller(
                        identity.executionArn(),
                        identity.executionName(),
                        identity.machine().arn(),
                        task.name(),
                        frame.entered().retryCount()));
    }

    private static Optional<Duration> duration(OptionalLong seconds) {
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }

    private void offer(Activity activity, ActivityTask work) {
        if (!taken) {
            activity.offer(worker -> take(work, worker));
        }
    }

    /// Gives the activity's task to a worker; called on any thread. The task's timeout starts again.
    private Optional<ActivityTask> take(ActivityTask work, Optional<String> workerName) {
        if (frame.execution().tokens().find(work.taskToken()).isEmpty()) {
            return Optional.empty();
        }
        arrive(new Arrival.Taken(workerName));
        return Optional.of(work);
    }

    private void startTimers() {
        stopTimers();
        startedMillis = frame.execution().millis();
        heartbeatMillis = startedMillis;
        timeout = timer(limits.timeout(), () -> timedOut(StateException.timeout()));
        heartbeat = timer(limits.heartbeat(), () -> timedOut(StateException.heartbeatTimeout()));
    }

    private Time.@Nullable Timer timer(OptionalLong seconds, Runnable action) {
        return seconds.isEmpty()
                ? null
                : frame.execution().after(Duration.ofSeconds(seconds.getAsLong()), () -> whileWaiting(action));
    }

    private void timedOut(StateException exception) {
        try {
            cancelCall();
        } finally {
            finish(() -> {
                events.timedOut(frame.chain());
                throw exception;
            });
        }
    }

    /// Records that the worker is alive; called on any thread.
    void heartbeat() {
        arrive(new Arrival.Heartbeat());
    }

    @Override
    public void describe(Consumer<Waiting> found) {
        found.accept(waiting(frame.entered().taskToken().filter(_ -> awaitsCallback())));
    }

    /// Tells whether the task ends by a callback only.
    boolean awaitsCallback() {
        return switch (task.call().resource()) {
            case TaskResource.Activity _ -> true;
            case TaskResource.LambdaFunction _ -> false;
            case TaskResource.Service service -> service.pattern() == TaskResource.Pattern.WAIT_FOR_TASK_TOKEN;
        };
    }

    /// Describes the task for observers; called on any thread.
    WaitingTask waiting(String token) {
        return new WaitingTask(frame.execution(), arguments, waiting(Optional.of(token)));
    }

    private Waiting waiting(Optional<String> token) {
        Waiting.Reason reason =
                new Waiting.Reason.Task(task.call().resource(), token, due(limits.heartbeat(), heartbeatMillis));
        return new Waiting(
                task.name(),
                reason,
                frame.entered().retryCount(),
                Instant.ofEpochMilli(begunMillis),
                due(limits.timeout(), startedMillis));
    }

    private static Optional<Instant> due(OptionalLong seconds, long sinceMillis) {
        return seconds.isPresent()
                ? Optional.of(Instant.ofEpochMilli(sinceMillis).plusSeconds(seconds.getAsLong()))
                : Optional.empty();
    }

    @Override
    public void submitted(JsonNode output) {
        arrive(new Arrival.Submitted(output));
    }

    @Override
    public void succeeded(JsonNode output) {
        arrive(new Arrival.Succeeded(output));
    }

    @Override
    public void failed(Optional<String> error, Optional<String> cause) {
        arrive(new Arrival.Failed(error, cause));
    }

    @Override
    public void broken(String cause) {
        arrive(new Arrival.Broken(cause));
    }

    private void arrive(Arrival arrival) {
        frame.execution().arrive(address, this, arrival);
    }

    @Override
    public void receive(Arrival arrival) {
        whileWaiting(() -> take(arrival));
    }

    private void whileWaiting(Runnable action) {
        if (frame.isWaitingFor(this)) {
            action.run();
        }
    }

    private void take(Arrival arrival) {
        switch (arrival) {
            case Arrival.CallBegan _ -> call().left();
            case Arrival.Submitted(JsonNode output) -> takeSubmitted(output);
            case Arrival.Succeeded(JsonNode output) -> answered(() -> succeed(output));
            case Arrival.Failed(Optional<String> error, Optional<String> cause) ->
                answered(() -> fail(new Failure(error, cause)));
            case Arrival.Broken(String cause) ->
                finish(() -> {
                    throw StateException.runtime(cause);
                });
            case Arrival.Heartbeat _ -> beat();
            case Arrival.Taken(Optional<String> workerName) -> {
                taken = true;
                events.started(frame.chain(), workerName);
                startTimers();
            }
            case Arrival.Stopped _, Arrival.Redriven _, Arrival.TimerFired _, Arrival.Work _ -> refuse(arrival);
            case Arrival.Answered _, Arrival.Refused _, Arrival.ChildEnded _, Arrival.LimitsChanged _ ->
                refuse(arrival);
        }
    }

    private static void refuse(Arrival arrival) {
        throw new IllegalStateException("not for a task: " + arrival);
    }

    private OutgoingCall call() {
        return Objects.requireNonNull(call, "a task of an activity calls nothing");
    }

    private void takeSubmitted(JsonNode output) {
        if (call != null) {
            call.submitted(output);
        }
        if (events instanceof TaskEvents.Service service) {
            service.submitted(frame.chain(), output);
        }
    }

    private StateProgress succeed(JsonNode output) {
        if (DataSize.exceedsLimit(output)) {
            StateException tooLarge = StateException.dataLimit(events.origin());
            events.failed(frame.chain(), tooLarge.failure());
            throw tooLarge;
        }
        events.succeeded(frame.chain(), output);
        return Evaluation.of(frame).exit(output, task.transition());
    }

    private StateProgress fail(Failure failure) {
        events.failed(frame.chain(), failure);
        throw StateException.reported(failure);
    }

    private void beat() {
        if (heartbeat != null) {
            heartbeat.cancel();
            heartbeatMillis = frame.execution().millis();
            heartbeat = timer(limits.heartbeat(), () -> timedOut(StateException.heartbeatTimeout()));
        }
    }

    /// Returns true when the process that waited for the answer has ended.
    boolean isLost() {
        return call != null && call.isLost() && frame.isWaitingFor(this);
    }

    private void answered(StateStep step) {
        if (call != null) {
            call.answered();
        }
        finish(step);
    }

    private void finish(StateStep step) {
        release();
        frame.resume(this, step);
    }

    @Override
    public void cancel() {
        release();
        cancelCall();
    }

    private void cancelCall() {
        if (call != null) {
            call.cancel();
        }
    }

    private void release() {
        stopTimers();
        frame.entered().taskToken().ifPresent(frame.execution().tokens()::remove);
        frame.execution().forget(address);
    }

    private void stopTimers() {
        if (timeout != null) {
            timeout.cancel();
        }
        if (heartbeat != null) {
            heartbeat.cancel();
        }
    }
}
