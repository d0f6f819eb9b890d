// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's clock. One daemon thread watches the timers; actions run on as many daemon workers as there are cores.
public final class RealTime implements Time, AutoCloseable {

    private static final Hold NOTHING_TO_HOLD = () -> {};

    private final ScheduledThreadPoolExecutor timers;
    private final ForkJoinPool workers;

    public RealTime() {
        timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("stepgate-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        workers = newWorkers();
    }

    /// Daemon threads, started when needed and gone when idle; what is given first runs first.
    static ForkJoinPool newWorkers() {
        return new ForkJoinPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                true);
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
    public void execute(Runnable action) {
        workers.execute(action);
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        ScheduledFuture<?> future = timers.schedule(() -> workers.execute(action), nanos(delay), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Timer atMost(Duration delay, Runnable missed) {
        return after(delay, missed);
    }

    @Override
    public Hold hold() {
        return NOTHING_TO_HOLD;
    }

    /// No timer fires any more and nothing new is started.
    @Override
    public void close() {
        timers.shutdownNow();
        workers.shutdown();
    }

    /// Waits end at the latest in 292 years, where a long of nanoseconds does.
    private static long nanos(Duration delay) {
        return delay.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : delay.toNanos();
    }
}
