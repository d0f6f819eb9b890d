// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import org.jspecify.annotations.Nullable;

/// The changes that are in the [Journal] and not in the [RecordFile] yet, to be read and to be moved. Thread-safe.
final class JournaledChanges {
    private Batch moving = new Batch();
    private Batch latest = new Batch();

    synchronized void add(Batch committed) {
        latest.add(committed);
    }

    /// Returns the changes to be moved next, which do not change any more. Those before have been moved.
    synchronized Batch turn() {
        moving = latest;
        latest = new Batch();
        return moving;
    }

    /// The changes that were to be moved are in the record file.
    synchronized void moved() {
        moving = new Batch();
    }

    synchronized boolean isEmpty() {
        return latest.isEmpty() && moving.isEmpty();
    }

    /// Returns what became of a record; null when nothing did.
    synchronized @Nullable Change of(String records, String key) {
        Change change = latest.part(records).of(records, key);
        return change == null ? moving.part(records).of(records, key) : change;
    }

    /// Returns what became of the records with this prefix.
    synchronized Batch.Part below(String records, String prefix) {
        Batch.Part part = moving.part(records).of(prefix);
        part.add(records, latest.part(records).of(prefix));
        return part;
    }
}
