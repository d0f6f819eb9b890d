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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The changes that are not on disk yet, in order, and the stages that wait for them. Thread-safe.
final class ChangeLog {
    private static final long MAX_WAIT_NANOS = 10_000_000;

    /// A commit waits for others when at least twice as many ask at a time.
    private static final int CROWD = 4;

    private static final long GATHERING_NANOS = 1_000_000;

    private final long gatheringNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private final Condition calm = lock.newCondition();
    private final Condition gathered = lock.newCondition();
    private final Set<Unit> units = new HashSet<>();

    /// The first and the last change of each unit that is over and not written yet.
    private final NavigableMap<Long, Long> over = new TreeMap<>();

    /// True while new units wait for those that are open, because otherwise nothing could be written.
    private boolean crowded;

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

    ChangeLog() {
        this(GATHERING_NANOS);
    }

    /// @param gatheringNanos how long a commit waits at most for others
    ChangeLog(long gatheringNanos) {
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
        lock.lock();
        try {
            Unit unit = own.get();
            if (unit != null) {
                unit.first = Math.min(unit.first, end());
                unit.last = end();
            }
            changes.add(change);
            news.signal();
        } finally {
            lock.unlock();
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
            while (crowded && left > 0) {
                left = calm.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Unit unit) {
        lock.lock();
        try {
            own.remove();
            units.remove(unit);
            if (unit.first != Long.MAX_VALUE) {
                over.put(unit.first, unit.last);
            }
            news.signal();
        } finally {
            lock.unlock();
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

    /// Returns the next changes to write, and waits for some; empty when the log is closed and everything
    /// that can be written has been.
    Taken take() throws InterruptedException {
        lock.lock();
        try {
            while (cut() == written && !closed) {
                news.await();
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /// Does the same, but returns empty as well when no change has come for this long.
    Taken take(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (cut() == written && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    private Taken next() throws InterruptedException {
        gather();
        long cut = cut();
        return new Taken(upTo(cut), cut);
    }

    /// Waits a moment for those who were told of the last commit and may come again: a commit for many costs hardly
    /// more than one for a few.
    private void gather() throws InterruptedException {
        long left = gatheringNanos;
        while (crowd >= CROWD && waiters.size() < crowd && left > 0 && !changes.isEmpty() && !closed) {
            left = gathered.awaitNanos(left);
        }
    }

    /// Returns the position up to which all work is over.
    private long cut() {
        long cut = end();
        for (Unit unit : units) {
            cut = Math.min(cut, unit.first);
        }
        for (Map.Entry<Long, Long> unit :
                over.headMap(cut, false).descendingMap().entrySet()) {
            if (unit.getValue() >= cut) {
                cut = unit.getKey();
            }
        }
        crowded = cut == written && !changes.isEmpty();
        if (!crowded) {
            calm.signalAll();
        }
        return cut;
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
            news.signal();
            gathered.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
