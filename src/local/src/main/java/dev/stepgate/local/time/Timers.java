// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/// The timers of a virtual time, by instant, then in the order of their places. Not safe for use by several
/// threads; the clock's lock guards it.
final class Timers {
    private static final Duration FOREVER = Duration.ofDays(365_000);

    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparing(Entry::due).thenComparing(Entry::place));
    private int goals;

    /// Whether the clock jumps to a timer, or only runs it on its way.
    enum Purpose {
        GOAL,
        LIMIT
    }

    /// Among the timers of one instant.
    ///
    /// @param of what they are sorted by
    /// @param number which nobody else has
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

    /// Whether there is a timer to jump to, not later than this.
    boolean mayFire(Instant limit) {
        return !entries.isEmpty() && !entries.first().due.isAfter(limit) && (goals > 0 || !limit.equals(Instant.MAX));
    }

    /// When the next one is due.
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
