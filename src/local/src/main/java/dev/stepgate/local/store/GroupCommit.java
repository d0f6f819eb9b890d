// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Writes the changes of a log to the journal: all that have come meanwhile in one commit. After a failure it tries
/// again until it succeeds, so the order on disk is always that of the log.
///
/// A commit is a task for an executor: for a thread of its own where it waits for the disk, otherwise for the workers,
/// where it comes behind the requests that wait already and so is one for all of them.
final class GroupCommit implements Runnable {
    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());
    private static final long RETRY_MILLIS = 100;

    private final String folder;
    private final ChangeLog log;
    private final Written written;
    private final Threads threads;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private volatile boolean failing;
    private volatile boolean closed;

    /// Where the changes go.
    ///
    /// @param changes those that are in the journal
    record Written(FolderFiles files, JournaledChanges changes, Mover mover) {}

    /// @param commits run the commits
    /// @param effects run what waited for them
    record Threads(Executor commits, Executor effects) {
        static Threads workers(Executor workers) {
            return new Threads(workers, Runnable::run);
        }
    }

    GroupCommit(String folder, ChangeLog log, Written written, Threads threads) {
        this.folder = folder;
        this.log = log;
        this.written = written;
        this.threads = threads;
    }

    /// There are changes to be written.
    void wake() {
        if (isDue.compareAndSet(false, true)) {
            threads.commits().execute(this);
        }
    }

    boolean isDue() {
        return isDue.get();
    }

    @Override
    public void run() {
        Runnable told = commit();
        if (failing && !closed) {
            threads.effects().execute(told);
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, threads.commits())
                    .execute(this);
            return;
        }
        isDue.set(false);
        if (log.isReady()) {
            wake();
        }
        threads.effects().execute(told);
    }

    /// Writes what there is. Returns the effects.
    synchronized Runnable commit() {
        ChangeLog.Taken taken = closed ? ChangeLog.Taken.NOTHING : log.take();
        if (taken.changes().isEmpty()) {
            return () -> {};
        }
        try {
            write(Batch.of(taken.changes()));
        } catch (StoreException e) {
            return refused(e);
        } catch (IOException e) {
            return refused(StoreProblems.refuses(folder, new UncheckedIOException(e)));
        } catch (RuntimeException e) {
            return refused(StoreProblems.refuses(folder, e));
        }
        recovered();
        return log.wrote(taken);
    }

    private void write(Batch batch) throws IOException {
        CommitNote note = written.files().note();
        if (written.files().journal().isFull()) {
            written.mover().await();
            turn();
        }
        Frame frame = new Frame(note.commit() + 1, batch);
        written.files().journal().append(frame);
        written.changes().add(batch);
        note.committed(frame.commit());
        if (written.files().journal().isFull() && written.mover().isReady()) {
            turn();
        }
    }

    private void turn() {
        written.files().journal().turn();
        written.mover().start(written.files().note().commit());
    }

    /// Writes what is left, if the disk accepts it, and nothing from then on.
    synchronized void close() {
        commit().run();
        closed = true;
    }

    private void recovered() {
        if (failing) {
            LOG.log(Level.WARNING, "{0} accepts writes again; nothing is lost", folder);
        }
        failing = false;
    }

    private Runnable refused(StoreException refusal) {
        if (!failing) {
            LOG.log(Level.ERROR, refusal.getMessage());
        }
        failing = true;
        return log.refused(refusal);
    }
}
