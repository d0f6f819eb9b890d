// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;

/// Writes what the log holds, as much as has come meanwhile at once, in a thread of its own. A disk that takes
/// nothing is asked again and again; the order of the log is the order on disk whatever happens.
final class GroupCommit implements Runnable {
    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());
    private static final long RETRY_MILLIS = 100;
    private static final long QUIET_MILLIS = 1_000;

    private final ChangeLog log;
    private final Consumer<RecordFile> quiet;
    private final String folder;
    private volatile RecordFile file;
    private boolean failing;

    /// @param quiet told when nothing has been written for a while
    GroupCommit(String folder, ChangeLog log, RecordFile file, Consumer<RecordFile> quiet) {
        this.folder = folder;
        this.log = log;
        this.file = file;
        this.quiet = quiet;
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
                } else if (log.isClosed()) {
                    return;
                } else if (dirty) {
                    dirty = isQuiet();
                }
                if (failing && log.isClosed()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns true when it is on disk.
    private boolean write(ChangeLog.Taken taken) throws InterruptedException {
        try {
            if (failing) {
                file = file.again();
            }
            file.write(Batch.of(taken.changes()));
        } catch (MVStoreException | IllegalStateException | java.io.UncheckedIOException e) {
            refused(e);
            return false;
        }
        recovered();
        tell(log.wrote(taken));
        return true;
    }

    private void recovered() {
        if (failing) {
            LOG.log(Level.WARNING, "{0} takes what is written again; nothing is lost", folder);
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
        Thread.sleep(RETRY_MILLIS);
    }

    /// The next commit does not wait for what follows from this one.
    private static void tell(Runnable waiting) {
        Thread.startVirtualThread(waiting);
    }

    /// Returns false when there is nothing more to do until something is written.
    private boolean isQuiet() throws InterruptedException {
        try {
            if (failing) {
                file = file.again();
                recovered();
                tell(log.wrote(ChangeLog.Taken.NOTHING));
            }
            boolean moved = file.compact();
            quiet.accept(file);
            return moved;
        } catch (MVStoreException | IllegalStateException | java.io.UncheckedIOException e) {
            refused(e);
            return true;
        }
    }
}
