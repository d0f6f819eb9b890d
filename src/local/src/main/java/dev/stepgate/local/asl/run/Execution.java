// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.concurrent.SerialExecutor;
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

/// An execution, running or ended.
///
/// Public methods may be called from any thread. Everything else runs in the mailbox, except for the
/// beginning of a run.
public abstract sealed class Execution extends ExecutionServices permits KeptExecution, UnkeptExecution {
    private static final Logger LOG = System.getLogger(Execution.class.getName());
    private static final Duration EXPRESS_LIMIT = Duration.ofMinutes(5);

    private final Interpreter interpreter;
    private final StartRequest request;
    private final Tasks tasks;
    private final History history;
    private final SerialExecutor mailbox;
    private final long startMillis;
    private volatile Run run = new Run(new CompletableFuture<>(), 0, 0);
    private volatile List<MapRun> mapRuns = List.of();

    private @Nullable Frame root;
    private @Nullable Frame running;
    private Time.@Nullable Timer timeout;
    private @Nullable RandomGenerator random;

    /// The time from a start, or a redrive, to an end. Its identity distinguishes actions that were posted
    /// for an earlier run.
    ///
    /// @param number the number of redrives before it; 0 for the first run
    /// @param redriveMillis when it began, unless it is the first
    record Run(CompletableFuture<ExecutionSnapshot.End> end, int number, long redriveMillis) {}

    Execution(Interpreter interpreter, StartRequest request, Tasks tasks, long startMillis) {
        this.interpreter = interpreter;
        this.request = request;
        this.tasks = tasks;
        this.history = new History(kept());
        this.mailbox = new SerialExecutor(interpreter.time(), new MailboxOwner());
        this.startMillis = startMillis;
    }

    /// Keeps only the newest event of an Express execution, whose history nobody can ask for, unless a test
    /// watches it.
    @SuppressWarnings("ReferenceEquality") // there is one NONE
    private History.Kept kept() {
        return request.type() == WorkflowType.EXPRESS && interpreter.observer() == Observer.NONE
                ? History.Kept.LAST
                : History.Kept.ALL;
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

    /// A stage that completes once the history is complete. After a redrive it belongs to the current run.
    public CompletionStage<ExecutionSnapshot.End> end() {
        return run.end.minimalCompletionStage();
    }

    /// A stage that completes with the outcome.
    public CompletionStage<Outcome> outcome() {
        return run.end.thenApply(ExecutionSnapshot.End::outcome);
    }

    /// The outcome, if the execution has ended.
    public Optional<Outcome> ended() {
        return Optional.ofNullable(run.end.getNow(null)).map(ExecutionSnapshot.End::outcome);
    }

    /// Returns everything there is to say about the execution at this moment.
    public ExecutionSnapshot snapshot() {
        Run now = run;
        Optional<ExecutionSnapshot.End> end = Optional.ofNullable(now.end.getNow(null));
        List<HistoryEvent> events = history.events();
        return new ExecutionSnapshot(
                end,
                now.number,
                redriveTime(now),
                end.map(ended -> events.subList(0, Math.min(ended.events(), events.size())))
                        .orElse(events));
    }

    /// The runs of distributed Maps so far, in order.
    public List<MapRun> mapRuns() {
        return List.copyOf(mapRuns);
    }

    /// The events so far; only the newest one of an Express execution that no observer watches.
    public History history() {
        return history;
    }

    /// The effects that the execution waits for, in the order of its branches and iterations; none when it
    /// has ended.
    public CompletionStage<List<Waiting>> waiting() {
        CompletableFuture<List<Waiting>> answer = new CompletableFuture<>();
        mailbox.post(() -> {
            List<Waiting> found = new ArrayList<>();
            Frame frame = root;
            if (frame != null && !run.end.isDone()) {
                frame.effect().ifPresent(effect -> effect.describe(found::add));
            }
            answer.complete(found);
        });
        return answer;
    }

    /// Aborts the execution, unless it has ended. A redrive that was requested earlier takes effect first; an
    /// evaluation that is still running is given up.
    public abstract void stop(Optional<String> error, Optional<String> cause);

    final void abort(Optional<String> error, Optional<String> cause) {
        record(0, EventType.EXECUTION_ABORTED, new EventDetails.Failed(new Failure(error, cause)));
        end(new Outcome.Aborted(error, cause));
    }

    /// Marks an execution that was repeated to its end. Nothing happens until it is redriven.
    public void settle() {}

    /// Returns true when [#redrive] continues it: a Standard execution that has ended without success.
    public synchronized boolean isRedrivable() {
        Run now = run;
        return request.type() == WorkflowType.STANDARD
                && now.end.isDone()
                && !(now.end.join().outcome() instanceof Outcome.Succeeded)
                && history.size() < History.LIMIT - 1;
    }

    /// Continues from the states that have failed or were aborted, if it [#isRedrivable]; returns true when it
    /// does.
    public synchronized boolean redrive() {
        boolean isPossible = isRedrivable();
        if (isPossible) {
            runAgain();
        }
        return isPossible;
    }

    final void beginRun(long millis) {
        run = new Run(new CompletableFuture<>(), run.number + 1, millis);
    }

    final void goOn() {
        HistoryEvent redriven = record(
                history.size(), EventType.EXECUTION_REDRIVEN, new EventDetails.Redriven(Optional.empty(), run.number));
        startTimeLimit();
        Frame frame = root;
        if (frame == null) {
            throw new IllegalStateException("An execution without a state is redriven");
        }
        frame.chain().continueFrom(redriven.id());
        frame.redrive(request::input);
    }

    final void begin() {
        record(0, EventType.EXECUTION_STARTED, new EventDetails.Started(request));
        startTimeLimit();
        root = new Frame(
                this, request.machine().states(), new Frame.Origin(null, 0, Optional.empty(), Variables.NONE, 0));
        root.start(request.input());
    }

    private void startTimeLimit() {
        timeLimit().ifPresent(limit -> timeout = endAfter(limit, this::timeOut));
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

    private void end(Outcome outcome) {
        try {
            cancel(outcome);
        } finally {
            HistoryEvent last = history.last();
            ExecutionSnapshot.End end = new ExecutionSnapshot.End(outcome, last.timestamp(), last.id());
            try {
                observer().ended(this, end);
            } finally {
                boolean unused = call(() -> run.end.complete(end)); // what follows from the end is kept with it
            }
        }
    }

    private void cancel(Outcome outcome) {
        running = null;
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
        Frame ending = root;
        if (ending != null) {
            if (outcome instanceof Outcome.Succeeded || request.type() == WorkflowType.EXPRESS) {
                root = null;
            }
            ending.cancel();
        }
    }

    private final class MailboxOwner implements SerialExecutor.Owner {
        @Override
        public void broken(Throwable bug) {
            Execution.this.broken(bug);
        }

        @Override
        public String toString() {
            return Execution.this.toString();
        }
    }

    /// Ends the execution after a bug in the interpreter, so that it does not hang.
    final void broken(Throwable bug) {
        LOG.log(Level.ERROR, "Execution " + arn() + " is broken", bug);
        if (!run.end.isDone()) {
            fail(Failure.of("States.Runtime", "Internal error of the local runtime: " + bug), history.size());
        }
    }

    final void inMailbox(Runnable action) {
        mailbox.post(action);
    }

    final void hereInMailbox(Runnable action) {
        mailbox.postHere(action);
    }

    final Run run() {
        return run;
    }

    @SuppressWarnings("ReferenceEquality") // a run is its own identity
    final void runIn(Run posted, Runnable action) {
        if (run == posted && !posted.end.isDone()) {
            action.run();
        }
    }

    /// Remembers the frame that is running, for [#toString].
    void runs(Frame frame) {
        running = frame;
    }

    /// Describes what the execution is doing. Other threads may see a slightly older state.
    @Override
    public String toString() {
        Frame frame = running;
        return "execution " + arn() + (frame == null ? "" : frame.place());
    }

    /// Records an event. Throws [StateException] when the history has room only for the event that ends it.
    HistoryEvent record(int previousEvent, EventType type, EventDetails details) {
        if (history.size() >= History.LIMIT - 1 && !type.isEnd() && request.type() == WorkflowType.STANDARD) {
            throw StateException.tooManyEvents();
        }
        return history.add(previousEvent, millis(), new HistoryEvent.Happening(type, details));
    }

    long startMillis() {
        return startMillis;
    }

    public int redriveCount() {
        return run.number;
    }

    /// The time of the latest redrive.
    public Optional<Instant> redriveTime() {
        return redriveTime(run);
    }

    private static Optional<Instant> redriveTime(Run run) {
        return run.number == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(run.redriveMillis));
    }

    Observer observer() {
        return interpreter.observer();
    }

    RandomGenerator random() {
        RandomGenerator known = random;
        if (known == null) {
            known = newRandom();
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

    /// Runs an action once the history is complete. If the action throws, the exception is logged as a bug.
    public void onEnd(Consumer<Outcome> action) {
        CompletionStage<?> unused = run.end
                .thenAccept(end -> action.accept(end.outcome()))
                .exceptionally(bug -> {
                    LOG.log(Level.ERROR, "What follows the end of " + arn() + " is broken", bug);
                    return null;
                });
    }

    final Interpreter interpreter() {
        return interpreter;
    }

    Time time() {
        return interpreter.time();
    }

    Tasks tasks() {
        return tasks;
    }

    /// The objects in S3; what a call changes is kept together.
    ObjectStore objects() {
        ObjectStore objects = interpreter.objects();
        return (operation, input) -> call(() -> objects.call(operation, input));
    }

    TaskTokens tokens() {
        return interpreter.tokens();
    }

    Activities activities() {
        return interpreter.activities();
    }
}
