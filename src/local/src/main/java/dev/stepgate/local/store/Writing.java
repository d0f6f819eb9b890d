// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.Optional;
import java.util.concurrent.Executor;

/// How a folder is written to.
///
/// @param fileSystem how MVStore names it: `nio:`; empty for the machine's own
/// @param journalBytes the length of a file of the journal from which on its changes are moved to the record file;
///     until then they are kept in memory, too
/// @param workers write where nothing waits for the disk; empty for a thread of the folder's own
public record Writing(Sync sync, String fileSystem, long journalBytes, Optional<Executor> workers) {
    private static final long JOURNAL_BYTES = 16 << 20;

    /// In the machine's file system, on a thread of its own.
    public Writing(Sync sync) {
        this(sync, "", JOURNAL_BYTES, Optional.empty());
    }

    public Writing in(String other) {
        return new Writing(sync, other, journalBytes, workers);
    }

    public Writing withJournal(long bytes) {
        return new Writing(sync, fileSystem, bytes, workers);
    }

    /// @param others run short actions, and drop them when they have ended
    public Writing by(Executor others) {
        return new Writing(sync, fileSystem, journalBytes, Optional.of(others));
    }

    boolean waits() {
        return sync == Sync.EACH_COMMIT;
    }
}
