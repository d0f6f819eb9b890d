// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Notes after each commit how far the journal and the records go, in [FolderState]. The note is not synced: after the
/// end of the process it is exact, after a power failure it may be behind. It costs one small write. Thread-safe.
final class CommitNote implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CommitNote.class.getName());

    private final Path folder;
    private final InstantSource clock;
    private @Nullable FileChannel file;
    private boolean failing;
    private long commit;
    private long version;

    /// @param commit the number of the last commit
    /// @param version that of the record file
    CommitNote(Path folder, InstantSource clock, long commit, long version) {
        this.folder = folder;
        this.clock = clock;
        this.commit = commit;
        this.version = version;
    }

    synchronized long commit() {
        return commit;
    }

    synchronized void committed(long number) {
        commit = number;
        write();
    }

    /// The record file was written to.
    synchronized void moved(RecordFile records) {
        if (records.version() != version) {
            version = records.version();
            write();
        }
    }

    synchronized void write() {
        try {
            if (file == null) {
                file = FolderState.file(folder);
            }
            new FolderState(FolderState.SCHEMA, commit, version, clock.instant()).write(file);
            failing = false;
        } catch (IOException e) {
            report(e);
        }
    }

    private void report(IOException failure) {
        if (!failing) {
            LOG.log(Level.WARNING, "{0}: {1}", folder, StoreProblems.reason(failure));
        }
        failing = true;
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            report(e);
        }
    }
}
