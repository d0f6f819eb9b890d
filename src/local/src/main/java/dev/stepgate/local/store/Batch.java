// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The net effect of several changes: nothing is written for a new record that was put and then removed. Not
/// thread-safe.
final class Batch {
    private final Map<String, Part> parts = new HashMap<>();

    /// The changes to the records of one name: first everything below the prefixes is removed, then each key
    /// gets its value or is removed.
    ///
    /// @param last the last change of each key, a [Change.Put] or [Change.Remove]
    record Part(NavigableSet<String> removed, TreeMap<String, Change> last) {
        Part() {
            this(new TreeSet<>(), new TreeMap<>());
        }

        void add(Change change) {
            switch (change) {
                case Change.Put put -> last.compute(put.key(), (_, before) -> over(before, put));
                case Change.Remove remove ->
                    last.compute(
                            remove.key(),
                            (_, before) -> before instanceof Change.Put put && put.isNew() ? null : remove);
                case Change.RemoveAll all -> {
                    below(all.prefix()).clear();
                    removed.add(all.prefix());
                }
            }
        }

        /// A record that takes the place of a removed one is not new: removed again, it must not come back.
        private static Change over(@Nullable Change before, Change.Put put) {
            return before instanceof Change.Remove && put.isNew()
                    ? new Change.Put(put.records(), put.key(), put.value(), false)
                    : put;
        }

        /// Adds the changes that came after these.
        void add(String records, Part later) {
            later.removed.forEach(prefix -> add(new Change.RemoveAll(records, prefix)));
            later.last.values().forEach(this::add);
        }

        private Map<String, Change> below(String prefix) {
            return last.subMap(prefix, prefix + Character.MAX_VALUE);
        }

        /// Returns those of the changes that concern keys with this prefix.
        Part of(String prefix) {
            Part some = new Part(new TreeSet<>(), new TreeMap<>(below(prefix)));
            some.removed.addAll(removed.subSet(prefix, prefix + Character.MAX_VALUE));
            if (removes(prefix)) {
                some.removed.add(prefix);
            }
            return some;
        }

        /// Returns what became of a record; null when nothing did.
        @Nullable
        Change of(String records, String key) {
            Change change = last.get(key);
            return change == null && removes(key) ? new Change.Remove(records, key) : change;
        }

        /// Tells whether one of the prefixes is one of the key.
        boolean removes(String key) {
            String next = removed.floor(key);
            while (next != null && !key.startsWith(next)) {
                next = removed.floor(key.substring(0, common(key, next))); // no prefix of the key lies between
            }
            return next != null;
        }

        private static int common(String one, String other) {
            int length = 0;
            while (length < other.length() && one.charAt(length) == other.charAt(length)) {
                length++;
            }
            return length;
        }

        boolean isEmpty() {
            return removed.isEmpty() && last.isEmpty();
        }
    }

    static Batch of(Iterable<Change> changes) {
        Batch batch = new Batch();
        changes.forEach(batch::add);
        return batch;
    }

    void add(Change change) {
        made(change.records()).add(change);
    }

    /// Adds the changes that came after these.
    void add(Batch later) {
        later.parts.forEach((records, part) -> made(records).add(records, part));
    }

    private Part made(String records) {
        return parts.computeIfAbsent(records, _ -> new Part());
    }

    boolean isEmpty() {
        return parts.values().stream().allMatch(Part::isEmpty);
    }

    Map<String, Part> parts() {
        return parts;
    }

    /// Returns the changes to the records of this name; empty if there are none.
    Part part(String records) {
        Part part = parts.get(records);
        return part == null ? new Part() : part;
    }
}
