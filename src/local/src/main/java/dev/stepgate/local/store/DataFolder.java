// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;

/// The records in a folder, which this process owns until the store is closed.
public final class DataFolder implements Store {
    private static final Logger LOG = System.getLogger(DataFolder.class.getName());

    private final Path folder;
    private final ChangeLog log = new ChangeLog();
    private final CommitNote note;
    private final GroupCommit commits;
    private final Thread writer;

    /// Decides about a folder that has lost acknowledged records.
    public enum Loss {
        /// The folder is not opened.
        REFUSED,
        /// The folder is opened with the records that are left.
        ACCEPTED
    }

    private DataFolder(Path folder, RecordFile file, CommitNote note) {
        this.folder = folder;
        this.note = note;
        this.commits = new GroupCommit(folder.toString(), log, file, note);
        this.writer = Thread.ofPlatform()
                .daemon()
                .name("store-" + folder.getFileName())
                .inheritInheritableThreadLocals(false)
                .start(commits);
    }

    /// Opens a folder, which is created if it does not exist.
    ///
    /// @throws StoreException when it is in use, of another version, damaged or cannot be written to
    public static DataFolder open(Path folder, Sync sync, Loss loss) {
        return open(folder, sync, loss, "");
    }

    /// Tells whether a folder holds records.
    public static boolean isData(Path folder) {
        return Files.exists(RecordFile.in(folder));
    }

    /// Removes everything from a folder that is not open.
    public static void clear(Path folder) {
        try {
            Files.deleteIfExists(RecordFile.in(folder));
            FolderState.remove(folder);
        } catch (IOException e) {
            throw StoreProblems.noFolder(folder, e);
        }
    }

    /// Opens a folder whose records go through another file system than the machine's own.
    ///
    /// @param fileSystem how MVStore names it: `nio:`; empty for the machine's own
    public static DataFolder open(Path folder, Sync sync, Loss loss, String fileSystem) {
        try {
            Files.createDirectories(folder);
            Optional<FolderState> state = state(folder, loss);
            state.filter(found -> found.schema() != FolderState.SCHEMA).ifPresent(found -> {
                throw StoreProblems.otherSchema(folder, found.schema());
            });
            RecordFile records = RecordFile.open(fileSystem + RecordFile.in(folder), sync);
            CommitNote note = new CommitNote(folder, InstantSource.system(), records.version());
            switch (loss) {
                case REFUSED -> state.ifPresent(found -> requireAll(folder, found, records));
                case ACCEPTED -> note.write(records);
            }
            return new DataFolder(folder, records, note);
        } catch (IOException e) {
            throw StoreProblems.noFolder(folder, e);
        } catch (MVStoreException e) {
            throw StoreProblems.cannotOpen(folder, e);
        }
    }

    private static Optional<FolderState> state(Path folder, Loss loss) throws IOException {
        try {
            return FolderState.read(folder);
        } catch (StoreException e) {
            if (loss == Loss.REFUSED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static void requireAll(Path folder, FolderState state, RecordFile records) {
        long version = records.version();
        if (version < state.commit()) {
            records.abandon();
            throw StoreProblems.cut(folder, state, version);
        }
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public Records records(String name) {
        return new LoggedRecords(name);
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return log.together(work);
    }

    @Override
    public CompletionStage<Void> written() {
        return log.await(true).minimalCompletionStage();
    }

    @Override
    public CompletionStage<Void> confirmed() {
        return log.await(false).minimalCompletionStage();
    }

    @Override
    public void requireRoom() {
        log.requireRoom();
    }

    /// Makes the file as small as possible. Nobody else may use the store meanwhile.
    public void shrink(int millis) {
        commits.file().shrink(millis);
    }

    Thread.State writerState() {
        return writer.getState();
    }

    @Override
    public void close() {
        log.close();
        try {
            writer.join();
            commits.file().close();
        } catch (InterruptedException e) {
            commits.file().abandon();
            Thread.currentThread().interrupt();
        } catch (MVStoreException e) {
            LOG.log(Level.ERROR, "{0} was not closed properly: {1}", folder, StoreProblems.reason(e));
            commits.file().abandon();
        } finally {
            note.close();
        }
    }

    private final class LoggedRecords implements Records {
        private final String name;

        LoggedRecords(String name) {
            this.name = name;
        }

        @Override
        public void putBytes(String key, Supplier<byte[]> value) {
            log.add(new Change.Put(name, key, RecordBytes.of(value.get()), false));
        }

        @Override
        public void addBytes(String key, Supplier<byte[]> value) {
            log.add(new Change.Put(name, key, RecordBytes.later(value), true));
        }

        @Override
        public void remove(String key) {
            log.add(new Change.Remove(name, key));
        }

        @Override
        public void removeAll(String prefix) {
            log.add(new Change.RemoveAll(name, prefix));
        }

        @Override
        public Optional<byte[]> bytes(String key) {
            Batch.Part ahead = Batch.of(log.of(name)).part(name);
            Change last = ahead.last().get(key);
            if (last != null) {
                return bytes(last);
            }
            return ahead.removed().stream().anyMatch(key::startsWith)
                    ? Optional.empty()
                    : commits.file().get(name, key);
        }

        @Override
        public void forEachBytes(String prefix, BiConsumer<String, byte[]> action) {
            Batch.Part ahead = Batch.of(log.of(name)).part(name);
            if (ahead.last().isEmpty() && ahead.removed().isEmpty()) {
                commits.file().forEach(name, prefix, action);
                return;
            }
            TreeMap<String, byte[]> all = new TreeMap<>();
            commits.file().forEach(name, prefix, (key, value) -> {
                if (ahead.removed().stream().noneMatch(key::startsWith)) {
                    all.put(key, value);
                }
            });
            ahead.last().forEach((key, last) -> {
                if (key.startsWith(prefix)) {
                    bytes(last).ifPresentOrElse(bytes -> all.put(key, bytes), () -> all.remove(key));
                }
            });
            all.forEach(action);
        }

        private static Optional<byte[]> bytes(Change last) {
            return last instanceof Change.Put put ? Optional.of(put.value().get()) : Optional.empty();
        }
    }
}
