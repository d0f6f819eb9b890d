// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The resources of a service by their keys, in the order of these: a map in memory whose entries are also
/// records of a store, from which a new one begins. Values are immutable; a change puts another.
///
/// Safe for threads. Changes of one map happen one after another, so that its records change in the same order.
public final class StoredMap<V> extends AbstractMap<String, V> implements ConcurrentMap<String, V> {
    private final ConcurrentSkipListMap<String, V> entries = new ConcurrentSkipListMap<>();
    private final Records records;
    private final String prefix;
    private final RecordFormat<V> format;

    /// Makes a map of the records of this name.
    public StoredMap(Store store, String name, RecordFormat<V> format) {
        this(store.records(name), "", format);
    }

    /// Makes a map of some of the records.
    ///
    /// @param prefix of the records' keys, which those of the map do not have
    public StoredMap(Records records, String prefix, RecordFormat<V> format) {
        this.records = records;
        this.prefix = prefix;
        this.format = format;
        records.forEach(prefix, (key, json) -> entries.put(key.substring(prefix.length()), format.read(json)));
    }

    @Override
    public @Nullable V get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public synchronized @Nullable V put(String key, V value) {
        V before = entries.put(key, value);
        if (before == null || !value.equals(before)) {
            records.put(prefix + key, () -> format.write(value));
        }
        return before;
    }

    @Override
    public synchronized @Nullable V putIfAbsent(String key, V value) {
        V before = entries.get(key);
        return before == null ? put(key, value) : before;
    }

    @Override
    public synchronized @Nullable V remove(Object key) {
        V before = entries.remove(key);
        if (before != null) {
            records.remove(prefix + key);
        }
        return before;
    }

    @Override
    public synchronized boolean remove(Object key, Object value) {
        boolean isThere = value.equals(entries.get(key));
        if (isThere) {
            remove(key);
        }
        return isThere;
    }

    @Override
    public synchronized boolean replace(String key, V before, V value) {
        boolean isThere = before.equals(entries.get(key));
        if (isThere) {
            put(key, value);
        }
        return isThere;
    }

    @Override
    public synchronized @Nullable V replace(String key, V value) {
        return entries.containsKey(key) ? put(key, value) : null;
    }

    @Override
    public synchronized @Nullable V computeIfAbsent(String key, Function<? super String, ? extends V> make) {
        V before = entries.get(key);
        return before == null ? become(key, make.apply(key)) : before;
    }

    @Override
    public synchronized @Nullable V computeIfPresent(
            String key, BiFunction<? super String, ? super V, ? extends @Nullable V> change) {
        V before = entries.get(key);
        return before == null ? null : become(key, change.apply(key, before));
    }

    @Override
    public synchronized @Nullable V compute(
            String key, BiFunction<? super String, ? super @Nullable V, ? extends @Nullable V> change) {
        return become(key, change.apply(key, entries.get(key)));
    }

    private @Nullable V become(String key, @Nullable V value) {
        if (value == null) {
            remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, V>> {
        @Override
        public Iterator<Map.Entry<String, V>> iterator() {
            Iterator<Map.Entry<String, V>> all =
                    Collections.unmodifiableMap(entries).entrySet().iterator();
            return new Iterator<>() {
                private String last = "";

                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Map.Entry<String, V> next() {
                    Map.Entry<String, V> next = all.next();
                    last = next.getKey();
                    return next;
                }

                @Override
                public void remove() {
                    V unused = StoredMap.this.remove(last);
                }
            };
        }

        @Override
        public int size() {
            return entries.size();
        }
    }
}
