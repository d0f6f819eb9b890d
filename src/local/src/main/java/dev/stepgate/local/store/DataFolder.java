// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;

/// The records in a folder, which this process owns until the store is closed.
///
/// Changes go to a [Journal] first, and from there many at a time to the [RecordFile], where much of what was changed
/// in between need not be written at all.
public final class DataFolder implements Store {
    private static final Logger LOG = System.getLogger(DataFolder.class.getName());
    private static final long GATHERING_NANOS = 1_000_000;

    private final Path folder;
    private final FolderFiles files;
    private final JournaledChanges journaled = new JournaledChanges();
    private final StoreThread disk;
    private final StoreThread moves;
    private final Mover mover;
    private final ChangeLog log;
    private final GroupCommit commits;

    /// Decides about a folder that has lost acknowledged records.
    public enum Loss {
        /// The folder is not opened.
        REFUSED,
        /// The folder is opened with the records that are left.
        ACCEPTED
    }

    private DataFolder(Path folder, FolderFiles files, Writing writing) {
        this.folder = folder;
        this.files = files;
        this.disk = new StoreThread("store-" + folder.getFileName());
        this.moves = new StoreThread("moves-" + folder.getFileName());
        this.mover = new Mover(folder.toString(), files, journaled, moves);
        this.log = new ChangeLog(this::wake, writing.waits() ? GATHERING_NANOS : 0);
        Optional<Executor> workers = writing.workers().filter(_ -> !writing.waits());
        this.commits = new GroupCommit(
                folder.toString(),
                log,
                new GroupCommit.Written(files, journaled, mover),
                workers.map(GroupCommit.Threads::workers)
                        .orElseGet(() -> new GroupCommit.Threads(disk, Thread::startVirtualThread)));
    }

    private void wake() {
        commits.wake();
    }

    /// Opens a folder of the machine's file system, which is created if it does not exist.
    ///
    /// @throws StoreException when it is in use, of another version, damaged or cannot be written to
    public static DataFolder open(Path folder, Sync sync, Loss loss) {
        return open(folder, new Writing(sync), loss);
    }

    /// Opens a folder, which is created if it does not exist.
    ///
    /// @throws StoreException when it is in use, of another version, damaged or cannot be written to
    public static DataFolder open(Path folder, Writing writing, Loss loss) {
        return new DataFolder(folder, FolderFiles.open(folder, writing, loss), writing);
    }

    /// Tells whether a folder holds records.
    public static boolean isData(Path folder) {
        return Files.exists(RecordFile.in(folder));
    }

    /// Removes everything from a folder that is not open.
    public static void clear(Path folder) {
        try {
            Files.deleteIfExists(RecordFile.in(folder));
            for (Path journal : Journal.in(folder)) {
                Files.deleteIfExists(journal);
            }
            FolderState.remove(folder);
        } catch (IOException e) {
            throw StoreProblems.noFolder(folder, e);
        }
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public Records records(String name) {
        return new LoggedRecords(name, log, journaled, files.records());
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

    /// Makes the files as small as possible. Nobody else may use the store meanwhile.
    public void shrink(int millis) {
        commits.commit().run();
        try {
            mover.await();
            files.move(journaled);
        } catch (IOException e) {
            throw StoreProblems.refuses(folder.toString(), new UncheckedIOException(e));
        }
        files.records().shrink(millis);
    }

    /// Tells whether nothing would be written if nothing were changed.
    boolean isIdle() {
        return !commits.isDue() && disk.isIdle() && moves.isIdle();
    }

    @Override
    public void close() {
        log.close();
        disk.end();
        commits.close();
        try {
            mover.await();
            moves.end();
            files.move(journaled);
            files.records().close();
        } catch (MVStoreException | StoreException | IOException | UncheckedIOException e) {
            LOG.log(Level.ERROR, "{0} was not closed properly: {1}", folder, StoreProblems.reason(e));
            moves.end();
            files.records().abandon();
        } finally {
            files.close();
        }
    }
}
