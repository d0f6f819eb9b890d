// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The changes that are not on disk yet, in order, and the stages that wait for them. Thread-safe.
final class ChangeLog {
    private static final long MAX_WAIT_NANOS = 10_000_000;

    /// A commit waits for others when at least twice as many ask at a time.
    private static final int CROWD = 4;

    /// After this many units that ended while nothing could be written, new ones wait.
    private static final int MAX_BLOCKED = 8;

    private final Runnable wake;
    private final long gatheringNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private final Condition calm = lock.newCondition();
    private final Condition gathered = lock.newCondition();
    private final Set<Unit> units = new HashSet<>();

    /// The first and the last change of each unit that is over and not written yet; none while no unit is open.
    private final NavigableMap<Long, Long> over = new TreeMap<>();

    /// The number of units that have ended since something could be written.
    private int blocked;

    @SuppressWarnings("ThreadLocalUsage") // a thread may work on several logs
    private final ThreadLocal<@Nullable Unit> own = new ThreadLocal<>();

    /// The number of changes written before those in this log.
    private long written;
    private boolean closed;

    /// The number of stages for which the next commit waits a moment: half of those that seem to be asked for at a
    /// time,
    /// so that one half is served while the other half comes.
    private int crowd;

    private @Nullable StoreException trouble;

    /// @param wake called when there may be changes to take, by the thread that made them
    ChangeLog(Runnable wake, long gatheringNanos) {
        this.wake = wake;
        this.gatheringNanos = gatheringNanos;
    }

    /// Work whose changes belong together: those from `first` on are written only when it is over.
    private static final class Unit {
        private long first = Long.MAX_VALUE;
        private long last;
    }

    /// @param position the number of changes that must have been written
    /// @param patient true to keep waiting while the disk cannot be written to
    private record Waiter(long position, boolean patient, CompletableFuture<@Nullable Void> done) {}

    /// Changes to write, and the position of the last one among all changes.
    record Taken(List<Change> changes, long end) {
        static final Taken NOTHING = new Taken(List.of(), 0);
    }

    void add(Change change) {
        Unit unit = own.get();
        lock.lock();
        try {
            if (unit != null) {
                unit.first = Math.min(unit.first, end());
                unit.last = end();
            }
            changes.add(change);
        } finally {
            lock.unlock();
        }
        if (unit == null) {
            wake.run();
        }
    }

    private long end() {
        return written + changes.size();
    }

    <T> T together(Supplier<T> work) {
        if (own.get() != null) {
            return work.get();
        }
        Unit unit = new Unit();
        begin(unit);
        try {
            return work.get();
        } finally {
            end(unit);
        }
    }

    private void begin(Unit unit) {
        lock.lock();
        try {
            giveWay();
            own.set(unit);
            units.add(unit);
        } finally {
            lock.unlock();
        }
    }

    /// Units that overlap without an end could never be written. So a new one waits a moment where it would be
    /// the next of them; not longer, because an open one may need a lock that this thread holds.
    private void giveWay() {
        long left = MAX_WAIT_NANOS;
        try {
            while (blocked > MAX_BLOCKED && left > 0) {
                left = calm.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Unit unit) {
        boolean isReady;
        lock.lock();
        try {
            own.remove();
            units.remove(unit);
            if (firstOpen() == end()) {
                over.clear(); // nothing that comes can overlap those
            } else if (unit.first != Long.MAX_VALUE) {
                over.put(unit.first, unit.last);
            }
            isReady = cut() > written;
            blocked = isReady || changes.isEmpty() ? 0 : blocked + 1;
            if (blocked == 0) {
                calm.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (isReady) {
            wake.run();
        }
    }

    CompletableFuture<@Nullable Void> await(boolean patient) {
        lock.lock();
        try {
            if (changes.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            StoreException refusal = trouble;
            if (refusal != null && !patient) {
                return CompletableFuture.failedFuture(refusal);
            }
            Waiter waiter = new Waiter(end(), patient, new CompletableFuture<>());
            waiters.add(waiter);
            if (waiters.size() == crowd) {
                gathered.signal();
            }
            return waiter.done;
        } finally {
            lock.unlock();
        }
    }

    /// Returns the next changes to write; empty when there are none that can be written.
    Taken take() {
        lock.lock();
        try {
            gather();
            long cut = cut();
            return new Taken(upTo(cut), cut);
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether there are changes that can be written.
    boolean isReady() {
        lock.lock();
        try {
            return cut() > written;
        } finally {
            lock.unlock();
        }
    }

    /// Waits a moment for those who were told of the last commit and may come again: a commit for many costs hardly
    /// more than one for a few.
    private void gather() {
        long left = gatheringNanos;
        try {
            while (crowd >= CROWD && waiters.size() < crowd && left > 0 && !changes.isEmpty() && !closed) {
                left = gathered.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns the position up to which all work is over.
    private long cut() {
        long cut = firstOpen();
        for (Map.Entry<Long, Long> unit :
                over.headMap(cut, false).descendingMap().entrySet()) {
            if (unit.getValue() >= cut) {
                cut = unit.getKey();
            }
        }
        return cut;
    }

    /// Returns the position of the first change of an open unit, or the end.
    private long firstOpen() {
        long first = end();
        for (Unit unit : units) {
            first = Math.min(first, unit.first);
        }
        return first;
    }

    private List<Change> upTo(long position) {
        List<Change> taken = new ArrayList<>();
        Iterator<Change> next = changes.iterator();
        for (long i = written; i < position; i++) {
            taken.add(next.next());
        }
        return taken;
    }

    /// Notes that the changes taken last are on disk. Returns the stages that waited for them, to be
    /// completed.
    Runnable wrote(Taken taken) {
        lock.lock();
        try {
            for (; written < taken.end(); written++) {
                changes.remove();
            }
            over.headMap(written, false).clear();
            trouble = null;
            List<Waiter> told = new ArrayList<>();
            while (!waiters.isEmpty() && waiters.getFirst().position <= written) {
                told.add(waiters.removeFirst());
            }
            crowd = (told.size() + waiters.size()) / 2;
            return () -> told.forEach(waiter -> waiter.done.complete(null));
        } finally {
            lock.unlock();
        }
    }

    /// Notes that the changes taken last could not be written.
    Runnable refused(StoreException refusal) {
        lock.lock();
        try {
            trouble = refusal;
            List<Waiter> told =
                    waiters.stream().filter(waiter -> !waiter.patient).toList();
            waiters.removeIf(waiter -> !waiter.patient);
            return () -> told.forEach(waiter -> waiter.done.completeExceptionally(refusal));
        } finally {
            lock.unlock();
        }
    }

    /// Throws the reason if the last attempt to write has failed.
    void requireRoom() {
        lock.lock();
        try {
            if (trouble != null) {
                throw trouble;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns the changes to these records that are not on disk yet.
    List<Change> of(String records) {
        lock.lock();
        try {
            return changes.stream()
                    .filter(change -> change.records().equals(records))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            gathered.signal();
        } finally {
            lock.unlock();
        }
    }
}
