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
    private final InstantSource clock;
    private final ChangeLog log = new ChangeLog();
    private final GroupCommit commits;
    private final Thread writer;
    private long told;

    /// Decides about a folder that has lost acknowledged records.
    public enum Loss {
        /// The folder is not opened.
        REFUSED,
        /// The folder is opened with the records that are left.
        ACCEPTED
    }

    private DataFolder(Path folder, RecordFile file, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.commits = new GroupCommit(folder.toString(), log, file, this::wrote);
        this.told = file.version();
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
        return open(folder, sync, loss, RecordFile.in(folder));
    }

    /// Removes everything from a folder that is not open.
    public static void clear(Path folder) {
        try {
            Files.deleteIfExists(Path.of(RecordFile.in(folder)));
            FolderState.remove(folder);
        } catch (IOException e) {
            throw StoreProblems.noFolder(folder, e);
        }
    }

    /// @param file the file with the records, as MVStore's file systems name it
    static DataFolder open(Path folder, Sync sync, Loss loss, String file) {
        try {
            Files.createDirectories(folder);
            Optional<FolderState> state = FolderState.read(folder);
            state.filter(found -> found.schema() != FolderState.SCHEMA).ifPresent(found -> {
                throw StoreProblems.otherSchema(folder, found.schema());
            });
            RecordFile records = RecordFile.open(file, sync);
            requireAll(folder, state, loss, records);
            DataFolder opened = new DataFolder(folder, records, InstantSource.system());
            if (loss == Loss.ACCEPTED) {
                opened.accept();
            }
            return opened;
        } catch (IOException e) {
            throw StoreProblems.noFolder(folder, e);
        } catch (MVStoreException e) {
            throw StoreProblems.cannotOpen(folder, e);
        }
    }

    /// Accepts the loss, so that later starts do not report it again.
    private void accept() {
        told = -1;
        wrote(commits.file());
    }

    private static void requireAll(Path folder, Optional<FolderState> state, Loss loss, RecordFile records) {
        long version = records.version();
        if (loss == Loss.REFUSED && state.isPresent() && version < state.get().commit()) {
            records.abandon();
            throw StoreProblems.cut(folder, state.get(), version);
        }
    }

    /// Writes the state file a moment after the records, so that an idle runtime writes nothing.
    private void wrote(RecordFile file) {
        long version = file.version();
        if (version == told) {
            return;
        }
        told = version;
        try {
            new FolderState(FolderState.SCHEMA, version, clock.instant()).write(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}: {1}", folder, StoreProblems.reason(e));
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
            wrote(commits.file());
        } catch (InterruptedException e) {
            commits.file().abandon();
            Thread.currentThread().interrupt();
        } catch (MVStoreException e) {
            LOG.log(Level.ERROR, "{0} was not closed properly: {1}", folder, StoreProblems.reason(e));
            commits.file().abandon();
        }
    }

    private final class LoggedRecords implements Records {
        private final String name;

        LoggedRecords(String name) {
            this.name = name;
        }

        @Override
        public void putBytes(String key, Supplier<byte[]> value) {
            log.add(new Change.Put(name, key, value.get()));
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
            Optional<byte[]> last = ahead.last().get(key);
            if (last != null) {
                return last;
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
            ahead.last().forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    value.ifPresentOrElse(bytes -> all.put(key, bytes), () -> all.remove(key));
                }
            });
            all.forEach(action);
        }
    }
}
