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
/// reads. Everything throws what MVStore throws.
final class RecordFile {
    private static final int CACHE_MB = 8;

    /// MVStore does not write over what was still of use so many milliseconds ago. Every commit is synced long
    /// before.
    private static final int RETENTION_MILLIS = 10_000;

    private static final int FILLED_PERCENT = 60;
    private static final int COMPACTED_AT_ONCE = 4 << 20;

    /// A smaller file is as it is.
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

    /// Another one on the same file, after this one has failed.
    RecordFile again() {
        store.closeImmediately();
        return new RecordFile(name, sync);
    }

    /// Counts the commits, those of compacting included.
    long version() {
        return store.getCurrentVersion();
    }

    /// All of it is on disk then, or nothing.
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

    /// Moves together what is still of use, a few megabytes of it; false when it is dense enough.
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

    /// Tells of every record whose key begins so, in the order of the keys.
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

    /// Makes the file as small as it can be in so many milliseconds.
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
