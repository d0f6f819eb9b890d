// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One thread of [Workers], which says since when it has been busy with one action.
final class Worker extends ForkJoinWorkerThread {
    private static final int IDLE = -1;

    private final Workers workers;
    private final AtomicInteger since = new AtomicInteger(IDLE);
    private @Nullable Runnable action;
    private int noticedTicks;
    private long noticedNanos;
    private boolean told;

    /// Without the thread locals of the thread that happens to need it first, which may be a function's.
    Worker(Workers workers) {
        super(null, workers.pool(), false);
        this.workers = workers;
    }

    @Override
    protected void onStart() {
        super.onStart();
        workers.began(this);
    }

    @Override
    protected void onTermination(@Nullable Throwable failure) {
        workers.ended(this);
        super.onTermination(failure);
    }

    /// For how many ticks it has been busy with one action; 0 when it is idle.
    int busyTicks(int now) {
        int began = since.getAcquire();
        return began == IDLE ? 0 : now - began;
    }

    /// Returns true once for each action of more than so many nanoseconds. For the watch alone.
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

    /// What it is busy with; another thread may see what came before or after.
    String action() {
        return String.valueOf(action);
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

    /// An action as the pool takes it.
    static final class Task extends ForkJoinTask<Void> {
        private final transient Runnable action;

        Task(Runnable action) {
            this.action = action;
        }

        @Override
        protected boolean exec() {
            ((Worker) Thread.currentThread()).run(action);
            return true;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(Void value) {}
    }
}
