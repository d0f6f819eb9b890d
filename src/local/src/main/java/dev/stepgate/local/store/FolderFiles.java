// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.h2.mvstore.MVStoreException;

/// The open files of a folder.
record FolderFiles(RecordFile records, Journal journal, CommitNote note) {

    /// Opens them, and moves to the record file what an earlier process has left in the journal.
    ///
    /// @throws StoreException when the folder is in use, of another version, damaged or cannot be written to
    static FolderFiles open(Path folder, Writing writing, DataFolder.Loss loss) {
        try {
            Files.createDirectories(folder);
            Optional<FolderState> state = state(folder, loss);
            state.filter(found -> found.schema() != FolderState.SCHEMA).ifPresent(found -> {
                throw StoreProblems.otherSchema(folder, found.schema());
            });
            RecordFile records = RecordFile.open(writing.fileSystem() + RecordFile.in(folder), writing.sync());
            try {
                return new Opening(folder, loss, state).of(records, writing);
            } catch (IOException | RuntimeException e) {
                records.abandon();
                throw e;
            }
        } catch (IOException e) {
            throw StoreProblems.noFolder(folder, e);
        } catch (MVStoreException e) {
            throw StoreProblems.cannotOpen(folder, e);
        }
    }

    private static Optional<FolderState> state(Path folder, DataFolder.Loss loss) throws IOException {
        try {
            return FolderState.read(folder);
        } catch (StoreException e) {
            if (loss == DataFolder.Loss.REFUSED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private record Opening(Path folder, DataFolder.Loss loss, Optional<FolderState> state) {

        FolderFiles of(RecordFile records, Writing writing) throws IOException {
            Journal journal = Journal.open(folder, writing);
            try {
                long moved = records.moved();
                Frame left = journal.after(moved);
                if (loss == DataFolder.Loss.REFUSED) {
                    state.ifPresent(found -> requireAll(found, records.version(), left.commit()));
                }
                if (left.commit() > moved) {
                    records.write(left.batch(), left.commit());
                }
                journal.clear();
                CommitNote note = new CommitNote(folder, InstantSource.system(), left.commit(), records.version());
                if (loss == DataFolder.Loss.ACCEPTED || left.commit() > moved) {
                    note.write();
                }
                return new FolderFiles(records, journal, note);
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        }

        private void requireAll(FolderState noted, long version, long commit) {
            if (commit < noted.commit()) {
                throw StoreProblems.cut(folder, noted, commit);
            }
            if (version < noted.version()) {
                throw StoreProblems.old(folder, noted, version);
            }
        }
    }

    /// Moves what is in the journal to the record file, from which everything before has been moved.
    void move(JournaledChanges changes) throws IOException {
        if (!changes.isEmpty()) {
            records.write(changes.turn(), note.commit());
            changes.moved();
            journal.clear();
            note.moved(records);
        }
    }

    /// Closes everything but the records.
    void close() {
        try {
            journal.close();
        } catch (IOException _) {
            // nothing was to be written any more
        }
        note.close();
    }
}
