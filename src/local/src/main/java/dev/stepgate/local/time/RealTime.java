// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's clock. One daemon thread watches the timers; actions run on as many daemon workers as there
/// are cores, and on more while some actions take long ([Workers]).
public final class RealTime implements Time {

    private final ScheduledThreadPoolExecutor timers;
    private final Workers workers;
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

    @Override
    public Timer after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> future = timers.schedule(() -> fire(action), nanos(delay), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            requireClosed(e);
            return () -> {};
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
