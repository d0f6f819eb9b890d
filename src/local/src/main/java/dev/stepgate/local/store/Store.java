// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Records that outlive the process. Services put a record for each change, in the order of the changes, and
/// go on in memory; whoever answers somebody outside waits for [#confirmed] first. The disk holds a prefix of
/// all that was put at every moment, so a record is never there without those that were put before it.
///
/// Safe for threads. Nothing but [#close] blocks.
public interface Store extends AutoCloseable {

    /// Keeps nothing: everything is in memory alone, as long as the process.
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

    /// Returns false for [#NONE] alone.
    boolean keeps();

    /// The records of this name, which are made when there are none.
    Records records(String name);

    /// Runs the work at once, in this thread. After a crash either everything that it put in this thread is
    /// there, or nothing of it. The work must not wait for the disk.
    <T> T together(Supplier<T> work);

    /// Completed when everything that was put until now is on disk, however long that takes; never fails.
    CompletionStage<Void> written();

    /// The same, but fails with a [StoreException] as soon as the disk refuses to take it. What was put is
    /// written nevertheless when the disk takes it again.
    CompletionStage<Void> confirmed();

    /// Throws a [StoreException] while the disk takes nothing.
    void requireRoom();

    /// Writes what is left, if the disk takes it, and gives the folder back.
    @Override
    void close();
}
