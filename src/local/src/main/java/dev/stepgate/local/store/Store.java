// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Records that survive the process. Services put a record for each change, in the order of the changes, and
/// continue in memory; before a client gets an answer, [#confirmed] must have completed. At every moment the
/// disk holds a prefix of the changes, so a record is never there without those that were put before it.
///
/// Thread-safe. Only [#close] blocks.
public interface Store extends AutoCloseable {

    /// Keeps nothing: everything is only in memory, and ends with the process.
    Store NONE = new Store() {
        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public Records records(String name) {
            return Records.NONE;
        }

        @Override
        public <T> T together(Supplier<T> work) {
            return work.get();
        }

        @Override
        public CompletionStage<Void> written() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> confirmed() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void requireRoom() {}

        @Override
        public void close() {}
    };

    /// Returns true for every store but [#NONE].
    boolean keeps();

    /// Returns the records of this name; there may be none yet.
    Records records(String name);

    /// Runs the work at once, in this thread. After a crash either every change that it made in this thread
    /// is there, or none. The work must not wait for the disk.
    <T> T together(Supplier<T> work);

    /// Returns a stage that completes when every change made so far is on disk, however long that takes; it
    /// never fails.
    CompletionStage<Void> written();

    /// Does the same, but the stage fails with a [StoreException] as soon as writing fails. The changes are
    /// written nevertheless once the disk accepts writes again.
    CompletionStage<Void> confirmed();

    /// Throws a [StoreException] while the disk cannot be written to.
    void requireRoom();

    /// Writes the remaining changes, if the disk accepts them, and releases the folder.
    @Override
    void close();
}
