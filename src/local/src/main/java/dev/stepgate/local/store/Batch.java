// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The net effect of several changes: nothing is written for a record that was put and then removed. Not
/// thread-safe.
final class Batch {
    private final Map<String, Part> parts = new HashMap<>();

    /// The changes to the records of one name: first everything below the prefixes is removed, then each key
    /// gets its value or is removed.
    record Part(List<String> removed, TreeMap<String, Optional<byte[]>> last) {
        private void add(Change change) {
            switch (change) {
                case Change.Put put -> last.put(put.key(), Optional.of(put.value()));
                case Change.Remove remove -> last.put(remove.key(), Optional.empty());
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
        changes.forEach(change -> batch.parts
                .computeIfAbsent(change.records(), _ -> new Part(new ArrayList<>(), new TreeMap<>()))
                .add(change));
        return batch;
    }

    Map<String, Part> parts() {
        return parts;
    }

    /// Returns the changes to the records of this name; empty if there are none.
    Part part(String records) {
        return parts.getOrDefault(records, new Part(List.of(), new TreeMap<>()));
    }
}
