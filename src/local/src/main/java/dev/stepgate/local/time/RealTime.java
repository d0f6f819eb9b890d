// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The machine's clock. One daemon thread watches the timers; actions run on as many daemon workers as there
/// are cores, and on more while some actions take long ([Workers]).
public final class RealTime implements Time {
    private static final long FAR_NANOS = 1_000_000_000;
    private static final long NEAR_NANOS = 500_000_000;

    private final ScheduledThreadPoolExecutor timers;
    private final Workers workers;
    private final AtomicBoolean hasNearTimer = new AtomicBoolean();
    private final Hold hold = new NothingToHold();

    public RealTime() {
        timers = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .daemon()
                        .name("stepgate-timers")
                        .inheritInheritableThreadLocals(false)
                        .factory());
        timers.setRemoveOnCancelPolicy(true);
        workers = new Workers();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable action) {
        try {
            workers.execute(action);
        } catch (RejectedExecutionException e) {
            requireClosed(e);
        }
    }

    /// Requests share the workers with the executions that they start, which often end on the same thread before
    /// another one could have begun them.
    @Override
    public Executor forRequests() {
        return this;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        try {
            long nanos = nanos(delay);
            if (nanos > FAR_NANOS) {
                setNearTimer();
            }
            ScheduledFuture<?> future = timers.schedule(() -> fire(action), nanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            requireClosed(e);
            return () -> {};
        }
    }

    /// Sets a timer without effect before one that is far away. Each new first timer wakes the thread of the timers;
    /// limits of executions and calls are far away, and nearly always cancelled, so that each would be the first.
    private void setNearTimer() {
        if (!hasNearTimer.get() && hasNearTimer.compareAndSet(false, true)) {
            ScheduledFuture<?> unused =
                    timers.schedule(() -> hasNearTimer.set(false), NEAR_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    /// Runs a timer's action. The pool of the timers would swallow its exceptions.
    private void fire(Runnable action) {
        try {
            execute(action);
        } catch (RuntimeException | Error e) {
            Thread watch = Thread.currentThread();
            watch.getUncaughtExceptionHandler().uncaughtException(watch, e);
        }
    }

    private void requireClosed(RejectedExecutionException refused) {
        if (!workers.isShutdown()) {
            throw refused;
        }
    }

    @Override
    public Timer atMost(Duration delay, Runnable missed) {
        return after(delay, missed);
    }

    @Override
    public void admit(Runnable action) {
        action.run();
    }

    @Override
    public boolean admitsAtOnce() {
        return true;
    }

    @Override
    public Hold hold(Object work) {
        return hold;
    }

    @Override
    public void close() {
        workers.shutdown();
        timers.shutdownNow();
    }

    /// A hold without effect, because in real time events need not wait for their turn.
    private final class NothingToHold implements Hold {
        @Override
        public Timer after(Duration delay, Runnable action) {
            return RealTime.this.after(delay, action);
        }

        @Override
        public void meanwhile(Runnable action) {
            action.run();
        }

        @Override
        public void close() {}

        @Override
        public void end(Runnable last) {
            execute(last);
        }

        @Override
        public void await(Runnable request) {
            request.run();
        }

        @Override
        public void resume() {}
    }

    /// Converts a delay; the longest is 292 years, the range of nanoseconds in a long.
    private static long nanos(Duration delay) {
        return delay.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : delay.toNanos();
    }
}
