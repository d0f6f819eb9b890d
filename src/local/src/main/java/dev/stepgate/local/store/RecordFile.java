// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/// The file with the records: an [MVStore](https://h2database.com/html/mvstore.html). One thread writes, any
/// reads. Every method throws MVStore's exceptions.
final class RecordFile {
    private static final int CACHE_MB = 8;

    /// The time in milliseconds for which MVStore does not overwrite data that is out of use. Every commit is
    /// synced long before that.
    private static final int RETENTION_MILLIS = 10_000;

    private static final int FILLED_PERCENT = 60;
    private static final int COMPACTED_AT_ONCE = 4 << 20;

    /// A file smaller than this is not compacted.
    private static final int WORTH_COMPACTING = 16 << 20;

    private final String name;
    private final Sync sync;
    private final MVStore store;
    private final Map<String, MVMap<String, byte[]>> maps = new ConcurrentHashMap<>();

    private RecordFile(String name, Sync sync) {
        this.name = name;
        this.sync = sync;
        this.store = new MVStore.Builder()
                .fileName(name)
                .autoCommitDisabled()
                .autoCommitBufferSize(0) // or else a large batch would be written in parts
                .cacheSize(CACHE_MB)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        store.setVersionsToKeep(0);
    }

    static RecordFile open(String name, Sync sync) {
        return new RecordFile(name, sync);
    }

    /// @param folder on the machine's file system
    static String in(Path folder) {
        return folder.resolve("records.mv").toString();
    }

    /// Opens the same file again after this object has failed.
    RecordFile again() {
        store.closeImmediately();
        return new RecordFile(name, sync);
    }

    /// The number of commits, including those of compacting.
    long version() {
        return store.getCurrentVersion();
    }

    /// Writes all changes in one commit: afterwards either all of them are on disk, or none.
    void write(Batch batch) {
        batch.parts().forEach(this::write);
        commit();
    }

    private void write(String records, Batch.Part part) {
        MVMap<String, byte[]> map = map(records);
        part.removed().forEach(prefix -> removeAll(map, prefix));
        part.last().forEach((key, value) -> value.ifPresentOrElse(bytes -> map.put(key, bytes), () -> map.remove(key)));
    }

    private static void removeAll(MVMap<String, byte[]> map, String prefix) {
        for (String key = map.ceilingKey(prefix); key != null && key.startsWith(prefix); key = map.higherKey(key)) {
            map.remove(key);
        }
    }

    private void commit() {
        store.commit();
        if (sync == Sync.EACH_COMMIT) {
            store.sync();
        }
    }

    /// Compacts a few megabytes of the file; returns false when that is not worthwhile.
    boolean compact() {
        if (store.getFileStore().size() < WORTH_COMPACTING
                || store.getFileStore().getFillRate() > FILLED_PERCENT
                || !store.compact(FILLED_PERCENT, COMPACTED_AT_ONCE)) {
            return false;
        }
        commit();
        return true;
    }

    Optional<byte[]> get(String records, String key) {
        return Optional.ofNullable(map(records).get(key));
    }

    /// Passes on every record whose key begins with the prefix, in the order of the keys.
    void forEach(String records, String prefix, BiConsumer<String, byte[]> action) {
        Cursor<String, byte[]> cursor = map(records).cursor(prefix);
        while (cursor.hasNext()) {
            String key = cursor.next();
            if (!key.startsWith(prefix)) {
                return;
            }
            action.accept(key, cursor.getValue());
        }
    }

    private MVMap<String, byte[]> map(String records) {
        return maps.computeIfAbsent(records, store::openMap);
    }

    /// Makes the file as small as possible within this many milliseconds.
    void shrink(int millis) {
        store.compactFile(millis);
    }

    void close() {
        store.close();
    }

    void abandon() {
        store.closeImmediately();
    }
}
