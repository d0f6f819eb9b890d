// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An execution that can continue in another process, where it is repeated from its journal and then
/// [#resume]d.
///
/// Each arrival is handled to the end before the next one, so that the journal alone determines the history.
/// A long evaluation is not given up when the execution is to end, because the point it had reached could not
/// be repeated.
final class KeptExecution extends Execution {
    private final Recording recording;
    private final Beginning beginning;

    /// The state from which an execution is repeated, in addition to its request.
    ///
    /// @param seed of its random values
    record Beginning(ExecutionJournal journal, long seed, long millis, Redriven redriven) {}

    /// The origin of a redrive.
    enum Redriven {
        /// A call of RedriveExecution, which is noted in the journal.
        BY_ITSELF,
        /// The distributed Map that the execution is part of, which redrives it again when the Map is
        /// repeated.
        BY_MAP_RUN
    }

    KeptExecution(Interpreter interpreter, StartRequest request, Tasks tasks, Beginning beginning) {
        super(interpreter, request, tasks, beginning.millis());
        this.beginning = beginning;
        this.recording = new Recording(beginning.journal(), interpreter.time(), beginning.seed());
    }

    @Override
    void start() {
        inMailbox(() -> goThrough(beginning.millis(), this::begin));
    }

    @Override
    public synchronized void stop(Optional<String> error, Optional<String> cause) {
        recording.ask(0, () -> arrive(0, this::receive, new Arrival.Stopped(error, cause)));
    }

    /// Receives the arrivals for the execution itself.
    private void receive(Arrival arrival) {
        if (arrival instanceof Arrival.Stopped(Optional<String> error, Optional<String> cause)) {
            abort(error, cause);
        }
    }

    @Override
    void runAgain() {
        if (recording.isRepeating()) {
            repeatRedrive();
        } else {
            recording.arrived(0, new Arrival.Redriven(), millis -> {
                beginRun(millis);
                inMailbox(() -> goThrough(millis, this::goOn));
            });
        }
    }

    @Override
    void post(Runnable action) {
        Run now = run();
        recording.then(() -> runIn(now, action));
    }

    @Override
    void arrive(int address, Addressee to, Arrival arrival) {
        Run now = run();
        if (!now.end().isDone()) {
            Runnable receive = () -> runIn(now, () -> to.receive(arrival));
            recording.arrived(address, arrival, millis -> inMailbox(() -> goThrough(millis, receive)));
        }
    }

    /// Runs an action at that time, together with all actions of the execution that follow from it.
    private void goThrough(long millis, Runnable first) {
        recording.at(millis);
        for (Runnable action = first; action != null; action = recording.next()) {
            try {
                action.run();
            } catch (RuntimeException | StackOverflowError e) {
                broken(e);
            }
        }
    }

    /// Repeats what the journal holds, instead of [#start].
    void repeat() {
        recording.repeat();
        goThrough(beginning.millis(), this::begin);
        repeatEntries();
    }

    private void repeatEntries() {
        for (JournalEntry entry = recording.peek(); entry != null; entry = recording.peek()) {
            if (entry.arrival() instanceof Arrival.Redriven) {
                if (beginning.redriven() == Redriven.BY_MAP_RUN) {
                    return;
                }
                beginRun(entry.millis());
            }
            recording.repeated();
            repeat(entry);
        }
    }

    private void repeat(JournalEntry entry) {
        Addressee to = entry.address() == 0 ? this::receive : recording.addressee(entry.address());
        Run now = run();
        if (entry.arrival() instanceof Arrival.Redriven) {
            goThrough(entry.millis(), this::goOn);
        } else if (to != null) {
            goThrough(entry.millis(), () -> runIn(now, () -> to.receive(entry.arrival())));
        }
    }

    /// Handles a redrive by the distributed Map, whether it is in the journal already or not.
    private void repeatRedrive() {
        JournalEntry entry = recording.peek();
        if (entry == null) {
            recording.at(time().millis());
            entry = recording.note(0, new Arrival.Redriven());
        } else {
            recording.repeated();
        }
        beginRun(entry.millis());
        repeat(entry);
        repeatEntries();
    }

    /// Continues in the present, after [#repeat].
    void resume() {
        inMailbox(() -> goThrough(time().millis(), recording::resume));
    }

    @Override
    public void settle() {
        withChildren().forEach(execution -> execution.recording.settle());
    }

    /// Returns the execution and those children of its distributed Maps that can continue.
    Stream<KeptExecution> withChildren() {
        return Stream.concat(
                Stream.of(this),
                mapRuns().stream()
                        .flatMap(run -> run.children().stream())
                        .flatMap(child -> child.execution().stream())
                        .filter(KeptExecution.class::isInstance)
                        .flatMap(child -> ((KeptExecution) child).withChildren()));
    }

    List<RecordedTimer> timers() {
        return recording.timers();
    }

    /// The number of calls that an earlier process has made and that can no longer be answered.
    int lostCalls() {
        return recording.lostCalls();
    }

    @Override
    Observer observer() {
        return recording.isRepeating() ? Observer.NONE : super.observer();
    }

    @Override
    Time.Timer endAfter(Duration limit, Runnable end) {
        return after(limit, end);
    }

    @Override
    boolean isEndAskedFor() {
        return false;
    }

    @Override
    int address(Addressee to) {
        return recording.address(to);
    }

    @Override
    void forget(int address) {
        recording.forget(address);
    }

    @Override
    void ask(int address, Runnable question) {
        recording.ask(address, question);
    }

    @Override
    <T> T call(Supplier<T> call) {
        return recording.journal().together(call);
    }

    @Override
    CompletionStage<?> written() {
        return time().inTurn(this, recording.journal().written());
    }

    /// A call leaves the process only after the journal says so, and is therefore never made twice.
    @Override
    TaskHandle start(int address, TaskRequest request, TaskProgress progress) {
        if (!tasks().isLeaving(request)) {
            return call(() -> tasks().start(request, progress));
        }
        recording.note(address, new Arrival.CallBegan());
        LeavingCall call = new LeavingCall();
        Time.Hold hold = time().hold(request.caller());
        CompletionStage<?> unused = recording
                .journal()
                .written()
                .thenRun(() -> hold.end(() -> call.start(() -> tasks().start(request, progress))));
        return call;
    }

    @Override
    Optional<Activity> workers(int address, String activityArn, TaskRequest request) {
        Arrival.Work.Place place = recording.work(address);
        if (place == null && !recording.isRepeating()) {
            place = findWorkers(address, activityArn, request);
        }
        return switch (place) {
            case null -> Optional.of(activities().find(activityArn).orElseGet(() -> new Activity(time())));
            case ELSEWHERE -> Optional.empty();
            case NOWHERE -> throw StateException.noActivity(activityArn);
        };
    }

    private Arrival.Work.@Nullable Place findWorkers(int address, String activityArn, TaskRequest request) {
        if (tasks().standsInForWorkers(request)) {
            recording.note(address, new Arrival.Work(Arrival.Work.Place.ELSEWHERE));
            return Arrival.Work.Place.ELSEWHERE;
        }
        if (activities().find(activityArn).isEmpty()) {
            recording.note(address, new Arrival.Work(Arrival.Work.Place.NOWHERE));
            return Arrival.Work.Place.NOWHERE;
        }
        return null;
    }

    @Override
    boolean isRepeating() {
        return recording.isRepeating();
    }

    @Override
    Time.Timer after(Duration delay, Runnable action) {
        RecordedTimer timer = new RecordedTimer(this, recording, delay, action);
        if (!recording.isRepeating()) {
            timer.run();
        }
        return timer;
    }

    @Override
    RandomGenerator newRandom() {
        return new SplittableRandom(beginning.seed());
    }

    @Override
    Execution startChild(StartRequest child, int number) {
        Beginning its = new Beginning(
                recording.journal().child(number), recording.newSeed(), recording.millis(), Redriven.BY_MAP_RUN);
        return recording.isRepeating()
                ? interpreter().repeat(child, tasks(), its)
                : interpreter().start(child, tasks(), its);
    }

    @Override
    String uuid() {
        return recording.uuid();
    }

    @Override
    Instant now() {
        return Instant.ofEpochMilli(recording.millis());
    }

    @Override
    long millis() {
        return recording.millis();
    }

    Recording recording() {
        return recording;
    }
}
