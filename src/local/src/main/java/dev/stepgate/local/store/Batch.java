// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The net effect of several changes: nothing is written for a new record that was put and then removed. Not
/// thread-safe.
final class Batch {
    private final Map<String, Part> parts = new HashMap<>();

    /// The changes to the records of one name: first everything below the prefixes is removed, then each key
    /// gets its value or is removed.
    ///
    /// @param last the last change of each key, a [Change.Put] or [Change.Remove]
    record Part(List<String> removed, TreeMap<String, Change> last) {
        static final Part NOTHING = new Part(List.of(), new TreeMap<>());

        private void add(Change change) {
            switch (change) {
                case Change.Put put -> last.put(put.key(), put);
                case Change.Remove remove ->
                    last.compute(
                            remove.key(),
                            (_, before) -> before instanceof Change.Put put && put.isNew() ? null : remove);
                case Change.RemoveAll all -> {
                    last.subMap(all.prefix(), all.prefix() + Character.MAX_VALUE)
                            .clear();
                    removed.add(all.prefix());
                }
            }
        }
    }

    static Batch of(Iterable<Change> changes) {
        Batch batch = new Batch();
        changes.forEach(batch::add);
        return batch;
    }

    /// Does the same after a failure: some of the changes may be on disk already, so that no record is new.
    static Batch again(Iterable<Change> changes) {
        Batch batch = new Batch();
        changes.forEach(change -> batch.add(
                change instanceof Change.Put put
                        ? new Change.Put(put.records(), put.key(), put.value(), false)
                        : change));
        return batch;
    }

    private void add(Change change) {
        parts.computeIfAbsent(change.records(), _ -> new Part(new ArrayList<>(), new TreeMap<>()))
                .add(change);
    }

    Map<String, Part> parts() {
        return parts;
    }

    /// Returns the changes to the records of this name; empty if there are none.
    Part part(String records) {
        return parts.getOrDefault(records, Part.NOTHING);
    }
}
