// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/// The timers of a virtual time, ordered by instant and then by place. Not thread-safe; guarded by the
/// clock's lock.
final class Timers {
    private static final Duration FOREVER = Duration.ofDays(365_000);

    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparing(Entry::due).thenComparing(Entry::place));
    private int goals;

    /// Tells whether the clock jumps to a timer, or only runs it when it passes.
    enum Purpose {
        GOAL,
        LIMIT
    }

    /// The order of a timer among those of the same instant.
    ///
    /// @param of the main sort key
    /// @param number unique
    record Place(long of, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = Long.compare(of, other.of);
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    record Entry(Instant due, Place place, Runnable action, Purpose purpose) {}

    static Instant due(Instant now, Duration delay) {
        if (!delay.isPositive()) {
            return now;
        }
        return delay.compareTo(FOREVER) > 0 ? now.plus(FOREVER) : now.plus(delay);
    }

    void add(Entry entry) {
        entries.add(entry);
        goals += weight(entry);
    }

    void remove(Entry entry) {
        if (entries.remove(entry)) {
            goals -= weight(entry);
        }
    }

    private static int weight(Entry entry) {
        return entry.purpose == Purpose.GOAL ? 1 : 0;
    }

    /// Tells whether there is a timer to jump to, not later than this instant.
    boolean mayFire(Instant limit) {
        return !entries.isEmpty() && !entries.first().due.isAfter(limit) && (goals > 0 || !limit.equals(Instant.MAX));
    }

    /// The instant of the next timer.
    Optional<Instant> next() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first().due);
    }

    Entry removeFirst() {
        Entry first = entries.removeFirst();
        goals -= weight(first);
        return first;
    }

    void clear() {
        entries.clear();
        goals = 0;
    }

    @Override
    public String toString() {
        return entries.isEmpty() ? "no timer is set" : "the next timer is due at " + entries.first().due;
    }
}
