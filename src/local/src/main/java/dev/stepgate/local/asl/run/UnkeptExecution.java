// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// An execution that ends with the process.
final class UnkeptExecution extends Execution {
    private static final AtomicIntegerFieldUpdater<UnkeptExecution> ENDS_ASKED_FOR =
            AtomicIntegerFieldUpdater.newUpdater(UnkeptExecution.class, "endsAskedFor");

    /// The number of actions in the mailbox that end the execution; an evaluation that is running is given up
    /// for them.
    @SuppressWarnings("UnusedVariable") // written through the updater
    private volatile int endsAskedFor;

    UnkeptExecution(Interpreter interpreter, StartRequest request, Tasks tasks) {
        super(interpreter, request, tasks, interpreter.time().millis());
    }

    @Override
    void start() {
        inMailbox(this::begin);
    }

    /// Starts, and runs to its end if that takes less time than handing the execution to another thread.
    void startHere() {
        if (request().machine().isBrief() && time().admitsAtOnce()) {
            hereInMailbox(this::begin);
        } else {
            start();
        }
    }

    @Override
    public synchronized void stop(Optional<String> error, Optional<String> cause) {
        postEnd(() -> abort(error, cause));
    }

    @Override
    void runAgain() {
        beginRun(time().millis());
        inMailbox(this::goOn);
    }

    @Override
    Time.Timer endAfter(Duration limit, Runnable end) {
        return time().after(limit, () -> postEnd(end));
    }

    /// Posts an action that ends the execution.
    private void postEnd(Runnable end) {
        ENDS_ASKED_FOR.incrementAndGet(this);
        Run now = run();
        inMailbox(() -> {
            ENDS_ASKED_FOR.decrementAndGet(this);
            runIn(now, end);
        });
    }

    @Override
    boolean isEndAskedFor() {
        return endsAskedFor > 0;
    }

    @Override
    void post(Runnable action) {
        Run now = run();
        inMailbox(() -> runIn(now, action));
    }

    @Override
    void arrive(int address, Addressee to, Arrival arrival) {
        post(() -> to.receive(arrival));
    }

    @Override
    int address(Addressee to) {
        return 0;
    }

    @Override
    void forget(int address) {}

    @Override
    void ask(int address, Runnable question) {
        question.run();
    }

    @Override
    <T> T call(Supplier<T> call) {
        return call.get();
    }

    @Override
    CompletionStage<?> written() {
        return CompletableFuture.completedStage(true);
    }

    @Override
    TaskHandle start(int address, TaskRequest request, TaskProgress progress) {
        return tasks().start(request, progress);
    }

    @Override
    Optional<Activity> workers(int address, String activityArn, TaskRequest request) {
        if (tasks().standsInForWorkers(request)) {
            return Optional.empty();
        }
        return Optional.of(activities().find(activityArn).orElseThrow(() -> StateException.noActivity(activityArn)));
    }

    @Override
    boolean isRepeating() {
        return false;
    }

    @Override
    Time.Timer after(Duration delay, Runnable action) {
        return time().after(delay, () -> post(action));
    }

    @Override
    RandomGenerator newRandom() {
        return interpreter().ids().random(arn());
    }

    @Override
    Execution startChild(StartRequest child, int number) {
        return interpreter().start(child, tasks());
    }

    @Override
    String uuid() {
        return interpreter().ids().uuid();
    }

    @Override
    Instant now() {
        return time().now();
    }

    @Override
    long millis() {
        return time().millis();
    }
}
