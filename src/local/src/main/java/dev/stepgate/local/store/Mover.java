// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// Moves what a full file of the journal holds to the record file, of which much has been replaced or removed by
/// then, and compacts that file afterwards. What fails is tried again until it succeeds. The moves are ordered by the
/// one who commits; they run on a thread of their own, while commits go to the other file of the journal.
final class Mover {
    private static final Logger LOG = System.getLogger(Mover.class.getName());
    private static final long RETRY_MILLIS = 100;
    private static final long QUIET_MILLIS = 1_000;

    private final String folder;
    private final FolderFiles files;
    private final RecordFile file;
    private final JournaledChanges changes;
    private final StoreThread thread;
    private volatile CompletableFuture<@Nullable Void> move = CompletableFuture.completedFuture(null);
    private volatile @Nullable StoreException trouble;

    Mover(String folder, FolderFiles files, JournaledChanges changes, StoreThread thread) {
        this.folder = folder;
        this.files = files;
        this.file = files.records();
        this.changes = changes;
        this.thread = thread;
    }

    /// Returns when the last move is over.
    ///
    /// @throws StoreException when it was refused, and will be tried again
    void await() {
        StoreException refusal = trouble;
        if (refusal != null) {
            throw refusal;
        }
        try {
            move.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException known ? known : e;
        }
    }

    boolean isReady() {
        return trouble == null && move.isDone();
    }

    /// Moves all changes that are journaled now, once the last move is over.
    ///
    /// @param commit the number of the last of them
    void start(long commit) {
        Batch batch = changes.turn();
        move = new CompletableFuture<>();
        thread.execute(() -> move(batch, commit));
    }

    private void move(Batch batch, long commit) {
        try {
            if (trouble != null) {
                file.reopen();
            }
            file.write(batch, commit);
            files.journal().shrink();
        } catch (IOException e) {
            again(batch, commit, new UncheckedIOException(e));
            return;
        } catch (MVStoreException | IllegalStateException | UncheckedIOException e) {
            again(batch, commit, e);
            return;
        }
        recovered();
        changes.moved();
        files.note().moved(file);
        move.complete(null);
        tidy();
    }

    private void again(Batch batch, long commit, RuntimeException failure) {
        refused(failure);
        thread.after(RETRY_MILLIS, () -> move(batch, commit));
    }

    private void recovered() {
        if (trouble != null) {
            LOG.log(Level.WARNING, "{0} accepts writes again; nothing is lost", folder);
        }
        trouble = null;
    }

    private void refused(RuntimeException failure) {
        StoreException refusal = StoreProblems.refuses(folder, failure);
        if (trouble == null) {
            LOG.log(Level.ERROR, refusal.getMessage());
        }
        trouble = refusal;
        CompletableFuture<@Nullable Void> awaited = move;
        if (!awaited.isDone()) {
            move = new CompletableFuture<>();
            boolean unused = awaited.completeExceptionally(refusal);
        }
        try {
            file.reopen(); // to be read
        } catch (MVStoreException | IllegalStateException | UncheckedIOException _) {
            // the next attempt to write reports it
        }
    }

    /// Compacts a little after each move, and the rest when there is no other one.
    private void tidy() {
        CompletableFuture<@Nullable Void> last = move;
        try {
            if (trouble != null) {
                file.reopen();
                recovered();
            }
            if (file.compact()) {
                files.note().moved(file);
                thread.after(QUIET_MILLIS, () -> tidyAfter(last));
            }
        } catch (MVStoreException | IllegalStateException | UncheckedIOException e) {
            refused(e);
            thread.after(RETRY_MILLIS, () -> tidyAfter(last));
        }
    }

    @SuppressWarnings("ReferenceEquality") // a move is its own identity
    private void tidyAfter(CompletableFuture<?> last) {
        if (move == last) {
            tidy();
        }
    }
}
