// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A clock that moves only when nothing is left to do at its instant: then it jumps to the next timer.
///
/// Actions run one at a time in the order they were given; timers of the same instant in the order they were set.
/// So one seed and one sequence of calls give one history. [#pause] keeps the clock where it is; [#advance] moves
/// it by hand, timer by timer.
///
/// All methods may be called from any thread. No thread waits while there is nothing to do.
public final class VirtualTime implements Time, AutoCloseable {

    /// Shared by all virtual times: each needs a worker only while something is ready. As many as are needed, so
    /// that an action that hangs harms nobody else.
    private static final Executor WORKERS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("virtual-time-", 0).factory());

    private static final Duration FOREVER = Duration.ofDays(365_000);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final TreeSet<VirtualTimer> timers = new TreeSet<>(
            Comparator.comparing((VirtualTimer timer) -> timer.due).thenComparingLong(timer -> timer.number));

    private volatile Instant now;
    private Instant limit;
    private long timersSet;
    private int holds;
    private boolean running;
    private int goals;
    private boolean closed;

    /// Whether the clock jumps to a timer, or only runs it on its way.
    private enum Purpose {
        GOAL,
        LIMIT
    }

    /// Starts at 2025-01-01T00:00:00Z and jumps.
    public VirtualTime() {
        this(Instant.parse("2025-01-01T00:00:00Z"));
    }

    public VirtualTime(Instant start) {
        now = start;
        limit = Instant.MAX;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long millis() {
        return now.toEpochMilli();
    }

    @Override
    public void execute(Runnable action) {
        lock.lock();
        try {
            if (!closed) {
                ready.add(action);
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        return set(delay, action, Purpose.GOAL);
    }

    @Override
    public Timer atMost(Duration delay, Runnable missed) {
        return set(delay, missed, Purpose.LIMIT);
    }

    private Timer set(Duration delay, Runnable action, Purpose purpose) {
        lock.lock();
        try {
            VirtualTimer timer = new VirtualTimer(due(delay), timersSet++, action, purpose);
            if (!closed) {
                timers.add(timer);
                goals += purpose == Purpose.GOAL ? 1 : 0;
                wake();
            }
            return timer;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Hold hold() {
        lock.lock();
        try {
            holds++;
            return new VirtualHold();
        } finally {
            lock.unlock();
        }
    }

    /// From now on the clock stands still, except for [#advance].
    public void pause() {
        lock.lock();
        try {
            limit = now;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the clock stands still.
    public boolean isPaused() {
        lock.lock();
        try {
            return !limit.equals(Instant.MAX);
        } finally {
            lock.unlock();
        }
    }

    /// From now on the clock jumps to the next timer whenever nothing is left to do.
    public void resume() {
        lock.lock();
        try {
            limit = Instant.MAX;
            wake();
        } finally {
            lock.unlock();
        }
    }

    /// Moves the clock by this much, running every timer on the way, and returns when nothing is left to do there.
    /// Afterwards the clock stands still.
    public void advance(Duration duration) throws InterruptedException {
        lock.lock();
        try {
            Instant target = now.plus(duration);
            limit = target;
            wake();
            while (!isIdle()) {
                quiet.await();
            }
            if (now.isBefore(target)) {
                now = target;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when nothing is left to do: no action runs or is ready, nothing is held, and no timer may fire.
    public void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (!isIdle()) {
                quiet.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The end of this time: everything that waits is forgotten, and what is still given to it never runs.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            timers.clear();
            goals = 0;
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Instant due(Duration delay) {
        if (!delay.isPositive()) {
            return now;
        }
        return delay.compareTo(FOREVER) > 0 ? now.plus(FOREVER) : now.plus(delay);
    }

    private boolean isIdle() {
        return closed || !running && holds == 0 && ready.isEmpty() && !mayJump();
    }

    private boolean mayJump() {
        return !timers.isEmpty() && !timers.first().due.isAfter(limit) && (goals > 0 || !limit.equals(Instant.MAX));
    }

    private void removed(VirtualTimer timer) {
        goals -= timer.purpose == Purpose.GOAL ? 1 : 0;
    }

    /// Called with the lock held, whenever there may be something to do.
    private void wake() {
        if (running || closed) {
            return;
        }
        if (!ready.isEmpty() || (holds == 0 && mayJump())) {
            running = true;
            WORKERS.execute(this::run);
        } else if (isIdle()) {
            quiet.signalAll();
        }
    }

    private void run() {
        boolean finished = false;
        try {
            for (Runnable action = next(); action != null; action = next()) {
                action.run();
            }
            finished = true;
        } finally {
            if (!finished) {
                carryOn();
            }
        }
    }

    /// An action has thrown: that is its own affair, reported by the worker's thread, but the clock must not stop.
    private void carryOn() {
        lock.lock();
        try {
            running = false;
            wake();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable action = ready.poll();
            if (action != null) {
                return action;
            }
            if (holds == 0 && mayJump()) {
                VirtualTimer timer = timers.removeFirst();
                removed(timer);
                if (timer.due.isAfter(now)) {
                    now = timer.due;
                }
                return timer.action;
            }
            running = false;
            wake();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private final class VirtualTimer implements Timer {
        private final Instant due;
        private final long number;
        private final Runnable action;
        private final Purpose purpose;

        VirtualTimer(Instant due, long number, Runnable action, Purpose purpose) {
            this.due = due;
            this.number = number;
            this.action = action;
            this.purpose = purpose;
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                if (timers.remove(this)) {
                    removed(this);
                }
                wake();
            } finally {
                lock.unlock();
            }
        }
    }

    private final class VirtualHold implements Hold {
        private boolean closed;

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    holds--;
                    wake();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
