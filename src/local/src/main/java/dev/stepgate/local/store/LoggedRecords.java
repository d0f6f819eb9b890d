// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The records of one name: what was changed lately hides what is in the record file. Changes go down from the log to
/// the journal and to the file, and are looked for in this order, so that none is missed on its way.
record LoggedRecords(String name, ChangeLog log, JournaledChanges journaled, RecordFile file) implements Records {

    @Override
    public void putBytes(String key, Supplier<byte[]> value) {
        log.add(new Change.Put(name, key, RecordBytes.of(value.get()), false));
    }

    @Override
    public void addBytes(String key, Supplier<byte[]> value) {
        log.add(new Change.Put(name, key, RecordBytes.later(value), true));
    }

    @Override
    public void remove(String key) {
        log.add(new Change.Remove(name, key));
    }

    @Override
    public void removeAll(String prefix) {
        log.add(new Change.RemoveAll(name, prefix));
    }

    @Override
    public Optional<byte[]> bytes(String key) {
        Change last = last(key);
        return last == null ? file.get(name, key) : bytes(last);
    }

    private @Nullable Change last(String key) {
        Change last = Batch.of(log.of(name)).part(name).of(name, key);
        return last == null ? journaled.of(name, key) : last;
    }

    @Override
    public void forEachBytes(String prefix, BiConsumer<String, byte[]> action) {
        Batch.Part logged = Batch.of(log.of(name)).part(name).of(prefix);
        Batch.Part changes = journaled.below(name, prefix);
        changes.add(name, logged);
        TreeMap<String, Change> ahead = changes.last();
        file.forEach(name, prefix, (key, value) -> {
            report(ahead.headMap(key), action);
            if (!ahead.containsKey(key) && !changes.removes(key)) {
                action.accept(key, value);
            }
        });
        report(ahead, action);
    }

    /// Passes on the records, and forgets their changes.
    private static void report(Map<String, Change> changes, BiConsumer<String, byte[]> action) {
        changes.forEach((key, last) -> bytes(last).ifPresent(bytes -> action.accept(key, bytes)));
        changes.clear();
    }

    private static Optional<byte[]> bytes(Change last) {
        return last instanceof Change.Put put ? Optional.of(put.value().get()) : Optional.empty();
    }
}
