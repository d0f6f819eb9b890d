// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;

/// Writes the changes of a log on a thread of its own: all that have come meanwhile in one commit. After a
/// failure it tries again until it succeeds, so the order on disk is always that of the log.
final class GroupCommit implements Runnable {
    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());
    private static final long RETRY_MILLIS = 100;
    private static final long QUIET_MILLIS = 1_000;
    private static final long COMPACTING_NANOS = 5_000_000_000L;

    private final ChangeLog log;
    private final Consumer<RecordFile> committed;
    private final String folder;
    private final RecordFile file;
    private boolean failing;
    private long compacted = System.nanoTime();

    /// @param committed called after each commit, before the stages that wait for it complete
    GroupCommit(String folder, ChangeLog log, RecordFile file, Consumer<RecordFile> committed) {
        this.folder = folder;
        this.log = log;
        this.file = file;
        this.committed = committed;
    }

    RecordFile file() {
        return file;
    }

    @Override
    public void run() {
        try {
            boolean dirty = false;
            while (true) {
                ChangeLog.Taken taken = dirty ? log.take(QUIET_MILLIS) : log.take();
                if (!taken.changes().isEmpty()) {
                    dirty = write(taken) || dirty;
                    compactNowAndThen();
                } else if (log.isClosed()) {
                    return;
                } else if (dirty) {
                    dirty = tidy();
                }
                if (failing && log.isClosed()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns true when the changes are on disk.
    private boolean write(ChangeLog.Taken taken) throws InterruptedException {
        try {
            if (failing) {
                file.reopen();
            }
            file.write(failing ? Batch.again(taken.changes()) : Batch.of(taken.changes()));
        } catch (MVStoreException | IllegalStateException | UncheckedIOException e) {
            refused(e);
            return false;
        }
        committed.accept(file);
        recovered();
        tell(log.wrote(taken));
        return true;
    }

    /// A store that is never quiet is compacted between its commits, a little at a time.
    private void compactNowAndThen() throws InterruptedException {
        long now = System.nanoTime();
        if (!failing && now - compacted > COMPACTING_NANOS) {
            boolean unused = tidy();
            compacted = System.nanoTime();
        }
    }

    private void recovered() {
        if (failing) {
            LOG.log(Level.WARNING, "{0} accepts writes again; nothing is lost", folder);
        }
        failing = false;
    }

    private void refused(RuntimeException failure) throws InterruptedException {
        StoreException refusal = StoreProblems.refuses(folder, failure);
        if (!failing) {
            LOG.log(Level.ERROR, refusal.getMessage());
        }
        failing = true;
        tell(log.refused(refusal));
        keepReadable();
        Thread.sleep(RETRY_MILLIS);
    }

    private void keepReadable() {
        try {
            file.reopen();
        } catch (MVStoreException | IllegalStateException | UncheckedIOException _) {
            // the next attempt to write reports it
        }
    }

    /// Completes the stages on another thread, so that the next commit does not wait for their effects.
    private static void tell(Runnable waiting) {
        Thread.startVirtualThread(waiting);
    }

    /// Compacts. Returns false when there is nothing more to do until something
    /// is written.
    private boolean tidy() throws InterruptedException {
        try {
            if (failing) {
                file.reopen();
                recovered();
                tell(log.wrote(ChangeLog.Taken.NOTHING));
            }
            boolean moved = file.compact();
            if (moved) {
                committed.accept(file);
            }
            return moved;
        } catch (MVStoreException | IllegalStateException | UncheckedIOException e) {
            refused(e);
            return true;
        }
    }
}
