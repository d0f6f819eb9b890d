// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notes after each commit how far the records go, in [FolderState]. The note is not synced: after the end of the
/// process it is exact, after a power failure it may be behind. It costs one small write. Used by the thread
/// that writes, and by the one that closes the folder after that.
final class CommitNote implements Consumer<RecordFile>, AutoCloseable {
    private static final Logger LOG = System.getLogger(CommitNote.class.getName());

    private final Path folder;
    private final InstantSource clock;
    private @Nullable FileChannel file;
    private boolean failing;
    private long noted;

    /// @param noted the commit that the file names already
    CommitNote(Path folder, InstantSource clock, long noted) {
        this.folder = folder;
        this.clock = clock;
        this.noted = noted;
    }

    @Override
    public void accept(RecordFile records) {
        if (records.version() != noted) {
            write(records);
        }
    }

    void write(RecordFile records) {
        noted = records.version();
        try {
            if (file == null) {
                file = FolderState.file(folder);
            }
            new FolderState(FolderState.SCHEMA, noted, clock.instant()).write(file);
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
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            report(e);
        }
    }
}
