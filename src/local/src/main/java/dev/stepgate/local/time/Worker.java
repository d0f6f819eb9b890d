// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A thread of [Workers], which records how long it has been busy with one action.
///
/// The first action that an action gives to the workers stays with its worker, which runs it next: handing it
/// to another thread would cost more than most actions do, and that thread would only be sooner if this action
/// took long. Then the watch of [Workers] takes it away.
final class Worker extends Thread {
    private static final int IDLE = -1;

    /// After this many actions that stayed, the next one goes to the others, so that those who wait there get
    /// their turn.
    private static final int MAX_STAYING_IN_A_ROW = 3;

    private final Workers workers;
    private final AtomicInteger since = new AtomicInteger(IDLE);
    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
    private boolean mayKeepNext;
    private @Nullable Runnable action;
    private int noticedTicks;
    private long noticedNanos;
    private boolean told;

    /// Made without the thread locals of the thread that first needs it, which may be a function's.
    ///
    /// @param loop takes actions and runs them as [Task]s
    Worker(Workers workers, Runnable loop, int number) {
        super(null, loop, "stepgate-worker-" + number, 0, false);
        this.workers = workers;
        setDaemon(true);
    }

    @Override
    public void run() {
        workers.began(this);
        try {
            super.run();
        } finally {
            workers.ended(this);
        }
    }

    /// The number of ticks for which it has been busy with one action; 0 when it is idle.
    int busyTicks(int now) {
        int began = since.getAcquire();
        return began == IDLE ? 0 : now - began;
    }

    /// Returns true once for each action that takes more than a number of nanoseconds. Only for the watch.
    boolean isToTell(int ticks, long now, long nanos) {
        if (ticks < noticedTicks || noticedTicks == 0) {
            noticedNanos = now;
        }
        noticedTicks = ticks;
        boolean isLong = ticks > 0 && now - noticedNanos > nanos;
        boolean tell = isLong && !told;
        told = isLong;
        return tell;
    }

    /// Describes the current action; another thread may see the one before or after it.
    String action() {
        return String.valueOf(action);
    }

    /// Keeps an action that the current one gives to the workers; returns false when it should go to the
    /// others. Called on this thread.
    boolean keep(Workers given, Runnable following) {
        return mayKeepNext && given.equals(workers) && next.compareAndSet(null, following);
    }

    /// Returns the action that this worker would run next, which is not its own any more. Called by any thread.
    Optional<Runnable> giveUpNext() {
        return Optional.ofNullable(next.getAndSet(null));
    }

    private void runAll(Runnable first) {
        Runnable begun = first;
        for (int stayed = 0; begun != null; stayed++) {
            mayKeepNext = stayed < MAX_STAYING_IN_A_ROW;
            run(begun);
            begun = next.getAndSet(null);
        }
        mayKeepNext = false;
    }

    private void run(Runnable begun) {
        action = begun;
        since.setRelease(workers.tick());
        try {
            begun.run();
        } catch (Throwable failure) {
            getUncaughtExceptionHandler().uncaughtException(this, failure);
        } finally {
            since.setRelease(IDLE);
            action = null;
        }
    }

    /// An action, for the pool of the workers.
    record Task(Runnable action) implements Runnable {
        @Override
        public void run() {
            ((Worker) Thread.currentThread()).runAll(action);
        }
    }
}
