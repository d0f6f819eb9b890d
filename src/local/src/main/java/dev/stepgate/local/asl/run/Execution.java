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
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An execution that was started; it may have ended since.
///
/// Public methods may be called from any thread. Everything else happens in the mailbox, except for the
/// beginning of a run.
public final class Execution {
    private static final AtomicIntegerFieldUpdater<Execution> ENDS_ASKED_FOR =
            AtomicIntegerFieldUpdater.newUpdater(Execution.class, "endsAskedFor");

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

    /// How many are in the mailbox; what is evaluated before them gives way.
    @SuppressWarnings("UnusedVariable") // written through the updater
    private volatile int endsAskedFor;

    private @Nullable Frame root;
    private @Nullable Frame running;
    private Time.@Nullable Timer timeout;
    private @Nullable RandomGenerator random;

    /// From the start, or a redrive, to the end: its identity tells what was posted for an earlier run.
    ///
    /// @param number how many redrives were before; the first run is 0
    /// @param redriveMillis when it began, if it is not the first
    private record Run(CompletableFuture<ExecutionSnapshot.End> end, int number, long redriveMillis) {}

    Execution(Interpreter interpreter, StartRequest request, Tasks tasks) {
        this.interpreter = interpreter;
        this.request = request;
        this.tasks = tasks;
        this.history = new History(kept());
        this.mailbox = new SerialExecutor(interpreter.time(), new MailboxOwner());
        this.startMillis = interpreter.time().millis();
    }

    /// Nobody can ask for the history of an Express execution, unless a test watches.
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

    /// Completed once the history is complete; of an execution that is redriven, that of the run which goes
    /// on now.
    public CompletionStage<ExecutionSnapshot.End> end() {
        return run.end.minimalCompletionStage();
    }

    /// How it ends.
    public CompletionStage<Outcome> outcome() {
        return run.end.thenApply(ExecutionSnapshot.End::outcome);
    }

    /// How it ended, if it has.
    public Optional<Outcome> ended() {
        return Optional.ofNullable(run.end.getNow(null)).map(ExecutionSnapshot.End::outcome);
    }

    /// All that there is to tell of it at this moment.
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

    /// What happened so far; of an Express execution that no observer watches the newest event alone.
    public History history() {
        return history;
    }

    /// All that it waits for, in the order of its branches and iterations; nothing when it has ended.
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

    /// Ends the execution as aborted, unless it has ended. After a redrive it goes on before it is stopped,
    /// because that was asked first; but an evaluation that takes long is given up.
    public synchronized void stop(Optional<String> error, Optional<String> cause) {
        postEnd(() -> {
            record(0, EventType.EXECUTION_ABORTED, new EventDetails.Failed(new Failure(error, cause)));
            end(new Outcome.Aborted(error, cause));
        });
    }

    /// Goes on from the states that have failed or were cut, if the execution is a Standard one and has ended
    /// without success; returns true when it does.
    public synchronized boolean redrive() {
        Run before = run;
        if (request.type() == WorkflowType.EXPRESS
                || !before.end.isDone()
                || before.end.join().outcome() instanceof Outcome.Succeeded
                || history.size() >= History.LIMIT - 1) {
            return false;
        }
        run = new Run(new CompletableFuture<>(), before.number + 1, time().millis());
        mailbox.post(this::goOn);
        return true;
    }

    private void goOn() {
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
        timeLimit().ifPresent(limit -> timeout = time().after(limit, () -> postEnd(this::timeOut)));
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
                run.end.complete(end);
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

    /// A bug of ours must not leave an execution hanging.
    private void broken(Throwable bug) {
        LOG.log(Level.ERROR, "Execution " + arn() + " is broken", bug);
        if (!run.end.isDone()) {
            fail(Failure.of("States.Runtime", "Internal error of the local runtime: " + bug), history.size());
        }
    }

    /// Runs the action in the mailbox, unless the execution has ended by then, be it redriven or not.
    void post(Runnable action) {
        Run now = run;
        mailbox.post(() -> runIn(now, action));
    }

    /// The same for what ends the execution.
    private void postEnd(Runnable end) {
        ENDS_ASKED_FOR.incrementAndGet(this);
        Run now = run;
        mailbox.post(() -> {
            ENDS_ASKED_FOR.decrementAndGet(this);
            runIn(now, end);
        });
    }

    @SuppressWarnings("ReferenceEquality") // a run is its own identity
    private void runIn(Run posted, Runnable action) {
        if (run == posted && !posted.end.isDone()) {
            action.run();
        }
    }

    /// Returns true when an end is next: what is being evaluated comes to nothing.
    boolean isEndAskedFor() {
        return endsAskedFor > 0;
    }

    /// The frame that goes on now, for [#toString].
    void runs(Frame frame) {
        running = frame;
    }

    /// What it is doing. Read by other threads too, which may see what it was doing a moment ago.
    @Override
    public String toString() {
        Frame frame = running;
        return "execution " + arn() + (frame == null ? "" : frame.place());
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
        return run.number;
    }

    /// When the execution was redriven last.
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

    /// Called once the history is complete. An action that throws is a bug, and logged.
    public void onEnd(Consumer<Outcome> action) {
        CompletionStage<?> unused = run.end
                .thenAccept(end -> action.accept(end.outcome()))
                .exceptionally(bug -> {
                    LOG.log(Level.ERROR, "What follows the end of " + arn() + " is broken", bug);
                    return null;
                });
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
