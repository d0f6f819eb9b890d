// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Work in flight under virtual time, with its pending actions in the order in which they take effect. Not
/// thread-safe; guarded by the clock's lock.
final class WorkInFlight {
    private final TreeSet<Turn> turns =
            new TreeSet<>(Comparator.comparingLong(Turn::place).thenComparingLong(Turn::number));
    private final Set<Work> active = new LinkedHashSet<>();
    private final Set<Work> waiting = new LinkedHashSet<>();
    private final LongSupplier numbers;

    /// @param numbers increase; they serve as places
    WorkInFlight(LongSupplier numbers) {
        this.numbers = numbers;
    }

    /// An action that takes effect when no work is active.
    private record Turn(long place, long number, Runnable action) {}

    /// A piece of work: active, waiting for `awaited` results, or over.
    static final class Work {
        private final Object name;
        private long place;
        private Instant since;
        private int awaited;
        private boolean over;

        private Work(Object name, long place, Instant since) {
            this.name = name;
            this.place = place;
            this.since = since;
        }

        long place() {
            return place;
        }

        @Override
        public String toString() {
            return name.toString();
        }
    }

    Work take(Object name, Instant now) {
        Work work = new Work(name, numbers.getAsLong(), now);
        active.add(work);
        return work;
    }

    /// Ends the work; tells whether it was not over yet.
    boolean end(Work work) {
        boolean ends = !work.over;
        work.over = true;
        active.remove(work);
        waiting.remove(work);
        return ends;
    }

    void give(Work work, Runnable action) {
        turns.add(new Turn(work.place, numbers.getAsLong(), action));
    }

    /// Makes the work wait; returns false if it is over.
    boolean await(Work work) {
        if (work.over) {
            return false;
        }
        work.awaited++;
        active.remove(work);
        waiting.add(work);
        return true;
    }

    void resume(Work work, Instant now) {
        if (work.over || work.awaited == 0) {
            return;
        }
        work.awaited--;
        if (work.awaited == 0) {
            waiting.remove(work);
            active.add(work);
            if (!now.equals(work.since)) {
                work.since = now;
                work.place = numbers.getAsLong();
            }
        }
    }

    boolean isActive() {
        return !active.isEmpty();
    }

    boolean hasTurn() {
        return active.isEmpty() && !turns.isEmpty();
    }

    boolean isEmpty() {
        return active.isEmpty() && turns.isEmpty();
    }

    @Nullable
    Runnable nextTurn() {
        Turn next = hasTurn() ? turns.pollFirst() : null;
        return next == null ? null : next.action;
    }

    void clear() {
        turns.clear();
        active.clear();
        waiting.clear();
    }

    @Override
    public String toString() {
        return "at work: " + active + "; waiting: " + waiting + "; about to take effect: " + turns.size();
    }
}
