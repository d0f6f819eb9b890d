// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Daemon threads that run actions, as many as there are cores, started when needed and ended when idle;
/// actions run in the order in which they were given, but for one that stays with the [Worker] that gave it.
///
/// Actions do not block, but some compute for a long time. So that others need not wait, each worker that has
/// been busy with one action for two ticks of 20 ms has a substitute until it is finished. An action that
/// takes more than 4 seconds, a second before most evaluations are ended, is logged once, with its text.
/// Nothing ticks while no action is running.
final class Workers {
    private static final Logger LOG = System.getLogger(Workers.class.getName());
    private static final long TICK_NANOS = 20_000_000;
    private static final int LONG_TICKS = 2;
    private static final long TOLD_NANOS = 4_000_000_000L;
    private static final int TICKS_BEFORE_SLEEP = 50;
    private static final int MAX_SUBSTITUTES = 256;
    private static final int IDLE_SECONDS = 60;

    private final int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final Set<Worker> started = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;
    private @Nullable Thread watch;
    private volatile boolean asleep = true;
    private volatile int tick;

    Workers() {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                cores,
                cores + MAX_SUBSTITUTES,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                loop -> new Worker(this, loop, number.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
    }

    int tick() {
        return tick;
    }

    void began(Worker worker) {
        started.add(worker);
    }

    void ended(Worker worker) {
        started.remove(worker);
    }

    /// Throws [RejectedExecutionException] after the pool has ended.
    void execute(Runnable action) {
        if (Thread.currentThread() instanceof Worker worker && worker.keep(this, action)) {
            return;
        }
        pool.execute(new Worker.Task(action));
        if (asleep) {
            wake();
        }
    }

    boolean isShutdown() {
        return pool.isShutdown();
    }

    void shutdown() {
        pool.shutdown();
        wake();
    }

    private synchronized void wake() {
        asleep = false;
        if (watch != null) {
            LockSupport.unpark(watch);
        } else if (!pool.isShutdown()) {
            watch = Thread.ofPlatform()
                    .daemon()
                    .name("stepgate-watch")
                    .inheritInheritableThreadLocals(false)
                    .start(this::watch);
        }
    }

    private void watch() {
        int idleTicks = 0;
        while (!pool.isShutdown()) {
            LockSupport.parkNanos(this, TICK_NANOS);
            int wanted = cores + look();
            if (wanted != pool.getCorePoolSize()) {
                pool.setCorePoolSize(wanted); // starts threads for actions that wait
            }
            idleTicks = isIdle() ? idleTicks + 1 : 0;
            if (idleTicks > TICKS_BEFORE_SLEEP) {
                sleep();
                idleTicks = 0;
            }
        }
    }

    private boolean isIdle() {
        return pool.getActiveCount() == 0 && pool.getQueue().isEmpty();
    }

    /// Sleeps until an action is given. One given before is noticed here; one given later wakes the watch.
    private void sleep() {
        asleep = true;
        while (asleep && isIdle() && !pool.isShutdown()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /// Returns how many workers have been busy with one action for a long time.
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the watch alone
    private int look() {
        int now = ++tick;
        int busy = 0;
        for (Worker worker : started) {
            int ticks = worker.busyTicks(now);
            busy += ticks >= LONG_TICKS ? 1 : 0;
            if (ticks > 0) {
                worker.giveUpNext().ifPresent(this::handOver);
            }
            if (worker.isToTell(ticks, System.nanoTime(), TOLD_NANOS)) {
                LOG.log(Level.WARNING, "Busy for 4 seconds without a pause: " + worker.action());
            }
        }
        return Math.min(busy, MAX_SUBSTITUTES);
    }

    /// Gives an action to any worker, unless the pool has ended: then the clock is closed, and drops it.
    private void handOver(Runnable action) {
        try {
            pool.execute(new Worker.Task(action));
        } catch (RejectedExecutionException _) {
            // nothing runs any more
        }
    }
}
