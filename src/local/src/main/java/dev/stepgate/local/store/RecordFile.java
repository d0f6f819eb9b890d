// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// The file with the records: an [MVStore](https://h2database.com/html/mvstore.html). One thread writes, any
/// reads; reading goes on while the file cannot be written to. Every method throws MVStore's exceptions.
final class RecordFile {
    private static final int CACHE_MB = 8;

    /// The time in milliseconds for which MVStore does not overwrite data that is out of use. Every commit is
    /// synced long before that.
    private static final int RETENTION_MILLIS = 10_000;

    /// The bytes of a page before it is split: a commit writes every page that it changes.
    private static final int PAGE = 4 << 10;

    private static final int FILLED_PERCENT = 60;
    private static final int COMPACTED_AT_ONCE = 4 << 20;

    /// A file smaller than this is not compacted.
    private static final int WORTH_COMPACTING = 16 << 20;

    /// The map that says how much of the journal is here.
    private static final String JOURNAL = "journal";

    private static final String MOVED = "moved";

    private final String name;
    private final Sync sync;
    private final Lock reopening = new ReentrantLock();
    private final Condition reopened = reopening.newCondition();
    private volatile Opened opened;
    private volatile boolean isOver;

    private record Opened(MVStore store, Map<String, MVMap<String, byte[]>> maps) {
        static Opened of(MVStore.Builder builder) {
            MVStore store = builder.open();
            store.setRetentionTime(RETENTION_MILLIS);
            store.setVersionsToKeep(0);
            return new Opened(store, new ConcurrentHashMap<>());
        }

        MVMap<String, byte[]> map(String records) {
            return maps.computeIfAbsent(records, store::openMap);
        }

        /// The map to read; empty when nothing was ever written to it.
        Optional<MVMap<String, byte[]>> existing(String records) {
            return store.hasMap(records) ? Optional.of(map(records)) : Optional.empty();
        }
    }

    private RecordFile(String name, Sync sync) {
        this.name = name;
        this.sync = sync;
        this.opened = Opened.of(file());
    }

    /// @param name the file, as MVStore's file systems name it
    static RecordFile open(String name, Sync sync) {
        return new RecordFile(name, sync);
    }

    private MVStore.Builder file() {
        return new MVStore.Builder()
                .fileName(name)
                .autoCommitDisabled()
                .pageSplitSize(PAGE)
                .autoCommitBufferSize(0) // or else a large batch would be written in parts
                .cacheSize(CACHE_MB);
    }

    static Path in(Path folder) {
        return folder.resolve("records.mv");
    }

    /// Opens the file again after a write has failed, which has closed it. Where even that is refused, it is
    /// opened to be read only, and the refusal is thrown.
    void reopen() {
        opened.store().closeImmediately();
        try {
            become(Opened.of(file()));
        } catch (MVStoreException refusal) {
            becomeReadable();
            throw refusal;
        }
    }

    private void becomeReadable() {
        try {
            become(Opened.of(file().readOnly()));
        } catch (MVStoreException _) {
            become(new Opened(opened.store(), opened.maps())); // and whoever reads it is refused
        }
    }

    private void become(Opened next) {
        reopening.lock();
        try {
            opened = next;
            reopened.signalAll();
        } finally {
            reopening.unlock();
        }
    }

    /// Reads; if a failed write closes the file meanwhile, again when it is open again.
    private <T> T read(Function<Opened, T> reading) {
        Opened now = opened;
        while (true) {
            try {
                return reading.apply(now);
            } catch (MVStoreException e) {
                Opened next = now.store().isClosed() ? after(now) : now;
                if (next.store().equals(now.store())) {
                    throw e;
                }
                now = next;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same file may have been opened in vain
    private Opened after(Opened closed) {
        reopening.lock();
        try {
            while (opened == closed && !isOver) {
                reopened.awaitUninterruptibly();
            }
            return opened;
        } finally {
            reopening.unlock();
        }
    }

    /// The number of commits, including those of compacting.
    long version() {
        return opened.store().getCurrentVersion();
    }

    /// Writes all changes in one commit: afterwards either all of them are on disk, or none.
    ///
    /// @param moved the number of the last commit of the journal among them
    void write(Batch batch, long moved) {
        batch.parts().forEach(this::write);
        opened.map(JOURNAL)
                .put(MOVED, ByteBuffer.allocate(Long.BYTES).putLong(moved).array());
        commit();
    }

    /// Returns the number of the last commit of the journal that was moved here.
    long moved() {
        return get(JOURNAL, MOVED)
                .map(number -> ByteBuffer.wrap(number).getLong())
                .orElse(0L);
    }

    private void write(String records, Batch.Part part) {
        MVMap<String, byte[]> map = opened.map(records);
        part.removed().forEach(prefix -> removeAll(map, prefix));
        part.last().values().forEach(change -> write(map, change));
    }

    private static void write(MVMap<String, byte[]> map, Change last) {
        switch (last) {
            case Change.Put put -> map.put(put.key(), put.value().get());
            case Change.Remove remove -> map.remove(remove.key());
            case Change.RemoveAll all -> removeAll(map, all.prefix());
        }
    }

    private static void removeAll(MVMap<String, byte[]> map, String prefix) {
        for (String key = map.ceilingKey(prefix); key != null && key.startsWith(prefix); key = map.higherKey(key)) {
            map.remove(key);
        }
    }

    private void commit() {
        opened.store().commit();
        if (sync == Sync.EACH_COMMIT) {
            opened.store().sync();
        }
    }

    /// Compacts a few megabytes of the file; returns false when that is not worthwhile.
    boolean compact() {
        MVStore store = opened.store();
        if (store.getFileStore().size() < WORTH_COMPACTING
                || store.getFileStore().getFillRate() > FILLED_PERCENT
                || !store.compact(FILLED_PERCENT, COMPACTED_AT_ONCE)) {
            return false;
        }
        commit();
        return true;
    }

    Optional<byte[]> get(String records, String key) {
        return read(file -> file.existing(records).map(map -> map.get(key)));
    }

    /// Passes on every record whose key begins with the prefix, in the order of the keys.
    void forEach(String records, String prefix, BiConsumer<String, byte[]> action) {
        AtomicReference<String> from = new AtomicReference<>(prefix);
        BiConsumer<String, byte[]> once = (key, value) -> {
            from.set(key + Character.MIN_VALUE);
            action.accept(key, value);
        };
        Boolean unused = read(file -> {
            file.existing(records).ifPresent(map -> forEach(map.cursor(from.get()), prefix, once));
            return true;
        });
    }

    private static void forEach(Cursor<String, byte[]> cursor, String prefix, BiConsumer<String, byte[]> action) {
        while (cursor.hasNext()) {
            String key = cursor.next();
            if (!key.startsWith(prefix)) {
                return;
            }
            action.accept(key, cursor.getValue());
        }
    }

    /// Makes the file as small as possible within this many milliseconds.
    void shrink(int millis) {
        opened.store().compactFile(millis);
    }

    void close() {
        end();
        opened.store().close();
    }

    /// Closes the file without writing.
    void abandon() {
        end();
        opened.store().closeImmediately();
    }

    private void end() {
        isOver = true;
        become(opened);
    }
}
