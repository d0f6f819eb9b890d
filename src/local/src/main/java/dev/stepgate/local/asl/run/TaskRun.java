// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One attempt of a Task that waits for its answer, from the service or by its task token.
final class TaskRun implements Effect, TaskProgress {
    private final Frame frame;
    private final State.Task task;
    private final TaskEvents events;
    private final EventDetails.Limits limits;

    private TaskHandle handle = TaskHandle.NOTHING_TO_CANCEL;
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
    }

    StateProgress begin(JsonNode sent) {
        arguments = sent;
        begunMillis = frame.execution().time().millis();
        TaskRequest request = request(sent);
        Optional<Activity> activity = activity(request);
        events.scheduled(frame.chain(), sent, limits);
        StateProgress waiting = frame.await(this);
        Optional<String> token = frame.entered().taskToken();
        token.ifPresent(open -> frame.execution().tokens().add(open, this));
        startTimers();
        if (activity.isPresent()) {
            ActivityTask work = new ActivityTask(token.orElseThrow(), sent);
            activity.get().offer(worker -> take(work, worker));
        } else {
            events.started(frame.chain(), Optional.empty());
            handle = frame.execution().tasks().start(request, this);
        }
        return waiting;
    }

    /// Returns the activity whose workers the task waits for, if any.
    private Optional<Activity> activity(TaskRequest request) {
        return switch (request.resource()) {
            case TaskResource.Activity _ when frame.execution().tasks().standsInForWorkers(request) -> Optional.empty();
            case TaskResource.Activity activity ->
                Optional.of(frame.execution()
                        .activities()
                        .find(activity.arn())
                        .orElseThrow(
                                () -> StateException.runtime("The activity " + activity.arn() + " does not exist.")));
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

    /// Gives the activity's task to a worker; called on any thread. The task's timeout starts again.
    private Optional<ActivityTask> take(ActivityTask work, Optional<String> workerName) {
        if (frame.execution().tokens().find(work.taskToken()).isEmpty()) {
            return Optional.empty();
        }
        post(() -> {
            events.started(frame.chain(), workerName);
            startTimers();
        });
        return Optional.of(work);
    }

    private void startTimers() {
        stopTimers();
        startedMillis = frame.execution().time().millis();
        heartbeatMillis = startedMillis;
        timeout = timer(limits.timeout(), () -> timedOut(StateException.timeout()));
        heartbeat = timer(limits.heartbeat(), () -> timedOut(StateException.heartbeatTimeout()));
    }

    private Time.@Nullable Timer timer(OptionalLong seconds, Runnable action) {
        return seconds.isEmpty()
                ? null
                : frame.execution().time().after(Duration.ofSeconds(seconds.getAsLong()), () -> post(action));
    }

    private void timedOut(StateException exception) {
        try {
            handle.cancel();
        } finally {
            finish(() -> {
                events.timedOut(frame.chain());
                throw exception;
            });
        }
    }

    /// Records that the worker is alive; called on any thread.
    void heartbeat() {
        post(() -> {
            if (heartbeat != null) {
                heartbeat.cancel();
                heartbeatMillis = frame.execution().time().millis();
                heartbeat = timer(limits.heartbeat(), () -> timedOut(StateException.heartbeatTimeout()));
            }
        });
    }

    @Override
    public void describe(Consumer<Waiting> found) {
        found.accept(waiting(frame.entered().taskToken()));
    }

    /// Describes the task for observers; called on any thread.
    WaitingTask waiting(String token) {
        return new WaitingTask(frame.execution(), arguments, waiting(Optional.of(token)));
    }

    private Waiting waiting(Optional<String> token) {
        Waiting.Reason reason = new Waiting.Reason.Task(token, due(limits.heartbeat(), heartbeatMillis));
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
        post(() -> {
            if (events instanceof TaskEvents.Service service) {
                service.submitted(frame.chain(), output);
            }
        });
    }

    @Override
    public void succeeded(JsonNode output) {
        post(() -> answered(() -> {
            if (DataSize.exceedsLimit(output)) {
                StateException tooLarge = StateException.dataLimit(events.origin());
                events.failed(frame.chain(), tooLarge.failure());
                throw tooLarge;
            }
            events.succeeded(frame.chain(), output);
            return Evaluation.of(frame).exit(output, task.transition());
        }));
    }

    @Override
    public void failed(Optional<String> error, Optional<String> cause) {
        Failure failure = new Failure(error, cause);
        post(() -> answered(() -> {
            events.failed(frame.chain(), failure);
            throw StateException.reported(failure);
        }));
    }

    @Override
    public void broken(String cause) {
        post(() -> finish(() -> {
            throw StateException.runtime(cause);
        }));
    }

    private void post(Runnable action) {
        frame.execution().post(() -> {
            if (frame.isWaitingFor(this)) {
                action.run();
            }
        });
    }

    private void answered(StateStep step) {
        handle.answered();
        finish(step);
    }

    private void finish(StateStep step) {
        release();
        frame.resume(this, step);
    }

    @Override
    public void cancel() {
        release();
        handle.cancel();
    }

    private void release() {
        stopTimers();
        frame.entered().taskToken().ifPresent(frame.execution().tokens()::remove);
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
