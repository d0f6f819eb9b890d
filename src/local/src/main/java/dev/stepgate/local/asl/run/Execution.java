// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.time.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An execution that was started; it may have ended since.
///
/// Public methods may be called from any thread. Everything else happens in the mailbox.
public final class Execution {
    private static final Logger LOG = System.getLogger(Execution.class.getName());
    private static final Duration EXPRESS_LIMIT = Duration.ofMinutes(5);

    private final Interpreter interpreter;
    private final StartRequest request;
    private final Tasks tasks;
    private final History history = new History();
    private final Mailbox mailbox;
    private final long startMillis;
    private volatile CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile List<MapRun> mapRuns = List.of();
    private volatile int redriveCount;
    private volatile long redriveMillis;

    private @Nullable Frame root;
    private Time.@Nullable Timer timeout;
    private @Nullable RandomGenerator random;

    Execution(Interpreter interpreter, StartRequest request, Tasks tasks) {
        this.interpreter = interpreter;
        this.request = request;
        this.tasks = tasks;
        this.mailbox = new Mailbox(interpreter.time(), this::broken);
        this.startMillis = interpreter.time().millis();
    }

    public String arn() {
        return request.identity().executionArn();
    }

    public StartRequest request() {
        return request;
    }

    public Instant startTime() {
        return Instant.ofEpochMilli(startMillis);
    }

    /// Completed once the history is complete.
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /// How it ended, if it has.
    public Optional<Outcome> ended() {
        return outcome.isDone() ? Optional.of(outcome.join()) : Optional.empty();
    }

    /// The runs of distributed Maps so far, in order.
    public List<MapRun> mapRuns() {
        return List.copyOf(mapRuns);
    }

    /// What happened so far.
    public History history() {
        return history;
    }

    /// Ends the execution as aborted, unless it has ended.
    public void stop(Optional<String> error, Optional<String> cause) {
        post(() -> {
            record(0, EventType.EXECUTION_ABORTED, new EventDetails.Failed(new Failure(error, cause)));
            end(new Outcome.Aborted(error, cause));
        });
    }

    /// Goes on from the states that have failed or were cut, if the execution is a Standard one and has ended
    /// without success; says whether it does.
    public boolean redrive() {
        synchronized (this) {
            if (request.type() == WorkflowType.EXPRESS
                    || !outcome.isDone()
                    || outcome.join() instanceof Outcome.Succeeded
                    || history.size() >= History.LIMIT - 1) {
                return false;
            }
            outcome = new CompletableFuture<>();
            redriveCount++;
            redriveMillis = time().millis();
        }
        mailbox.post(this::goOn);
        return true;
    }

    private void goOn() {
        HistoryEvent redriven = record(
                history.size(), EventType.EXECUTION_REDRIVEN, new EventDetails.Redriven(Optional.empty(), redriveCount));
        startTimeLimit();
        Frame frame = root;
        if (frame == null) {
            throw new IllegalStateException("An execution without a state is redriven");
        }
        frame.chain().continueFrom(redriven.id());
        frame.redrive(request::input);
    }

    void start() {
        mailbox.post(() -> {
            record(0, EventType.EXECUTION_STARTED, new EventDetails.Started(request));
            startTimeLimit();
            root = new Frame(
                    this, request.machine().states(), new Frame.Origin(null, 0, Optional.empty(), Variables.NONE, 0));
            root.start(request.input());
        });
    }

    private void startTimeLimit() {
        timeLimit().ifPresent(limit -> timeout = time().after(limit, () -> post(this::timeOut)));
    }

    private Optional<Duration> timeLimit() {
        return switch (request.type()) {
            case STANDARD -> request.machine().timeout();
            case EXPRESS ->
                Optional.of(request.machine()
                        .timeout()
                        .filter(limit -> limit.compareTo(EXPRESS_LIMIT) < 0)
                        .orElse(EXPRESS_LIMIT));
        };
    }

    private void timeOut() {
        record(0, EventType.EXECUTION_TIMED_OUT, new EventDetails.Failed(Failure.TIMEOUT));
        end(new Outcome.TimedOut());
    }

    void succeed(JsonNode output, EventChain chain) {
        record(chain.last(), EventType.EXECUTION_SUCCEEDED, new EventDetails.Output(output));
        end(new Outcome.Succeeded(output));
    }

    void fail(Failure failure, int previousEvent) {
        record(previousEvent, EventType.EXECUTION_FAILED, new EventDetails.Failed(failure));
        end(new Outcome.Failed(failure.error(), failure.cause().filter(cause -> !cause.isEmpty())));
    }

    private void end(Outcome ended) {
        if (root != null) {
            root.cancel();
            if (ended instanceof Outcome.Succeeded || request.type() == WorkflowType.EXPRESS) {
                root = null;
            }
        }
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
        outcome.complete(ended);
    }

    /// A bug of ours must not leave an execution hanging.
    private void broken(Throwable bug) {
        LOG.log(Level.ERROR, "Execution " + arn() + " is broken", bug);
        if (!outcome.isDone()) {
            fail(Failure.of("States.Runtime", "Internal error of the local runtime: " + bug), history.size());
        }
    }

    /// Runs the action in the mailbox, unless the execution has ended by then, be it redriven or not.
    @SuppressWarnings("ReferenceEquality") // each run has an outcome of its own
    void post(Runnable action) {
        CompletableFuture<Outcome> run = outcome;
        mailbox.post(() -> {
            if (outcome == run && !run.isDone()) {
                action.run();
            }
        });
    }

    /// Throws [StateException] when the history has no more room but for its end.
    HistoryEvent record(int previousEvent, EventType type, EventDetails details) {
        if (history.size() >= History.LIMIT - 1 && !type.isEnd() && request.type() == WorkflowType.STANDARD) {
            throw StateException.tooManyEvents();
        }
        return history.add(previousEvent, time().millis(), new HistoryEvent.Happening(type, details));
    }

    long startMillis() {
        return startMillis;
    }

    public int redriveCount() {
        return redriveCount;
    }

    /// When the execution was redriven last.
    public Optional<Instant> redriveTime() {
        return redriveCount == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(redriveMillis));
    }

    Observer observer() {
        return interpreter.observer();
    }

    RandomGenerator random() {
        RandomGenerator known = random;
        if (known == null) {
            known = interpreter.ids().random(arn());
            random = known;
        }
        return known;
    }

    String newTaskToken() {
        return TaskTokens.create(random());
    }

    void add(MapRun run) {
        List<MapRun> more = new ArrayList<>(mapRuns);
        more.add(run);
        mapRuns = more;
    }

    Execution startChild(StartRequest child) {
        return interpreter.start(child, tasks);
    }

    /// Called once the history is complete.
    void onEnd(Consumer<Outcome> action) {
        CompletableFuture<Void> unused = outcome.thenAccept(action);
    }

    ExecutionIds ids() {
        return interpreter.ids();
    }

    Time time() {
        return interpreter.time();
    }

    Tasks tasks() {
        return tasks;
    }

    ObjectStore objects() {
        return interpreter.objects();
    }

    TaskTokens tokens() {
        return interpreter.tokens();
    }

    Activities activities() {
        return interpreter.activities();
    }
}
