// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import dev.stepgate.local.concurrent.VirtualThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A clock that moves only when nothing is left to do at its instant: then it jumps to the next timer.
///
/// Actions run one at a time in the order in which they were given, then the actions of work in flight, in
/// the order of the holds, then timers, those of the same instant in the order in which they were set. So one
/// seed and one sequence of calls always give the same history. [#pause] keeps the clock where it is;
/// [#advance] moves it by hand, timer by timer.
///
/// All methods may be called from any thread. No thread waits while there is nothing to do.
public final class VirtualTime implements Time {

    /// Shared by all virtual times: each needs a worker only while an action is ready. There are as many as
    /// needed, so that an action that hangs blocks no other.
    private static final Executor WORKERS = Executors.newCachedThreadPool(Thread.ofPlatform()
            .daemon()
            .name("virtual-time-", 0)
            .inheritInheritableThreadLocals(false)
            .factory());

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final WorkInFlight holds = new WorkInFlight(this::number);
    private final Timers timers = new Timers();

    private volatile Instant now;
    private Instant limit = Instant.MAX;
    private boolean running;
    private boolean closed;
    private long jumps;
    private long numbers;

    /// Makes a clock that starts at 2025-01-01T00:00:00Z and jumps.
    public VirtualTime() {
        this(Instant.parse("2025-01-01T00:00:00Z"));
    }

    public VirtualTime(Instant start) {
        now = start;
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
    public long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public void execute(Runnable action) {
        change(() -> ready.add(action));
    }

    @Override
    public void admit(Runnable action) {
        execute(action);
    }

    @Override
    public Executor forRequests() {
        return VirtualThreads.FOR_REQUESTS;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        return set(delay, Timers.Purpose.GOAL, action);
    }

    @Override
    public Timer atMost(Duration delay, Runnable missed) {
        return set(delay, Timers.Purpose.LIMIT, missed);
    }

    private Timer set(Duration delay, Timers.Purpose purpose, Runnable action) {
        lock.lock();
        try {
            long number = number();
            return set(new Timers.Entry(Timers.due(now, delay), new Timers.Place(number, number), action, purpose));
        } finally {
            lock.unlock();
        }
    }

    /// Must be called with the lock held.
    private Timer set(Timers.Entry entry) {
        change(() -> timers.add(entry));
        return () -> change(() -> timers.remove(entry));
    }

    private long number() {
        return numbers++;
    }

    @Override
    public Hold hold(Object work) {
        lock.lock();
        try {
            return new VirtualHold(holds.take(work, now));
        } finally {
            lock.unlock();
        }
    }

    /// Stops the clock, except for [#advance].
    public void pause() {
        change(() -> limit = now);
    }

    /// Tells whether the clock is paused.
    public boolean isPaused() {
        lock.lock();
        try {
            return !limit.equals(Instant.MAX);
        } finally {
            lock.unlock();
        }
    }

    /// Lets the clock jump to the next timer whenever nothing is left to do.
    public void resume() {
        change(() -> limit = Instant.MAX);
    }

    /// Advances the clock by this duration, running every timer on the way, and returns when nothing is left
    /// to do there. Afterwards the clock is paused.
    public void advance(Duration duration) throws InterruptedException {
        boolean unused = advance(duration, FOREVER);
    }

    /// Does the same, but waits at most for a real duration; tells whether it sufficed.
    public boolean advance(Duration duration, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            Instant target = now.plus(duration);
            limit = target;
            wake();
            boolean isIdle = isIdleWithin(patience);
            if (isIdle && now.isBefore(target)) {
                now = target;
            }
            return isIdle;
        } finally {
            lock.unlock();
        }
    }

    /// The instant of the next timer; empty when none is set.
    public Optional<Instant> nextTimer() {
        lock.lock();
        try {
            return timers.next();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nothing is left to do: no action runs or is ready, no work is active, and no timer may
    /// fire.
    public void awaitIdle() throws InterruptedException {
        boolean unused = awaitIdle(FOREVER);
    }

    /// Does the same, but waits at most for a real duration; tells whether it sufficed.
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            return isIdleWithin(patience);
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdleWithin(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        while (!isIdle() && left > 0) {
            left = quiet.awaitNanos(left);
        }
        return isIdle();
    }

    /// Ends this time: everything that waits is dropped, and actions given later never run.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            timers.clear();
            holds.clear();
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Describes the work in flight, for people.
    public String describe() {
        lock.lock();
        try {
            return "the clock stands at " + now + " and has been moved " + jumps + " times; "
                    + (running ? "an action runs; " : "") + ready.size() + " actions are ready; " + holds + "; "
                    + timers;
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        return closed || !running && ready.isEmpty() && holds.isEmpty() && !timers.mayFire(limit);
    }

    private boolean mayJump() {
        return holds.isEmpty() && timers.mayFire(limit);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            if (!closed) {
                change.run();
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Must be called with the lock held, whenever there may be something to do.
    private void wake() {
        if (running || closed) {
            return;
        }
        if (!ready.isEmpty() || holds.hasTurn() || mayJump()) {
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

    /// Continues after an action has thrown: the worker's thread reports the exception, but the clock must
    /// not stop.
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
            if (action == null) {
                action = holds.nextTurn();
            }
            if (action == null && mayJump()) {
                action = jump();
            }
            if (action == null) {
                running = false;
                wake();
            }
            return action;
        } finally {
            lock.unlock();
        }
    }

    private Runnable jump() {
        Timers.Entry timer = timers.removeFirst();
        if (timer.due().isAfter(now)) {
            now = timer.due();
            jumps++;
        }
        return timer.action();
    }

    private final class VirtualHold implements Hold {
        private final WorkInFlight.Work work;

        VirtualHold(WorkInFlight.Work work) {
            this.work = work;
        }

        @Override
        public Timer after(Duration delay, Runnable action) {
            lock.lock();
            try {
                Timers.Place place = new Timers.Place(work.place(), number());
                return set(new Timers.Entry(Timers.due(now, delay), place, action, Timers.Purpose.GOAL));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void meanwhile(Runnable action) {
            change(() -> holds.give(work, action));
        }

        @Override
        public void close() {
            change(() -> {
                boolean unused = holds.end(work);
            });
        }

        @Override
        public void end(Runnable last) {
            change(() -> {
                if (holds.end(work)) {
                    holds.give(work, last);
                }
            });
        }

        @Override
        public void await(Runnable request) {
            change(() -> {
                if (holds.await(work)) {
                    holds.give(work, request);
                } else {
                    ready.add(request);
                }
            });
        }

        @Override
        public void resume() {
            change(() -> holds.resume(work, now));
        }
    }
}
