// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// A page of a bucket's keys, in their order ([Organizing objects using
/// prefixes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html)).
///
/// @param last the last key or common prefix of the page; empty if the page is empty
/// @param truncated true when more follows
record Listing(List<StoredObject> objects, List<String> commonPrefixes, String last, boolean truncated) {

    /// @param prefix of every key; may be empty
    /// @param delimiter groups keys by the text before its first occurrence after the prefix; empty for no
    /// groups
    /// @param after the key, or common prefix, after which the page begins; may be empty
    /// @param limit the number of keys and common prefixes of a page
    record Query(String prefix, String delimiter, String after, int limit) {}

    static Listing of(NavigableMap<String, StoredObject> all, Query query) {
        return new Reader(all, query).read();
    }

    private static final class Reader {
        private final NavigableMap<String, StoredObject> all;
        private final Query query;
        private final List<StoredObject> objects = new ArrayList<>();
        private final List<String> prefixes = new ArrayList<>();
        private String last = "";

        Reader(NavigableMap<String, StoredObject> all, Query query) {
            this.all = all;
            this.query = query;
        }

        Listing read() {
            Map.@Nullable Entry<String, StoredObject> next = first();
            while (next != null && next.getKey().startsWith(query.prefix())) {
                if (objects.size() + prefixes.size() == query.limit()) {
                    return new Listing(objects, prefixes, last, query.limit() > 0);
                }
                next = take(next);
            }
            return new Listing(objects, prefixes, last, false);
        }

        private Map.@Nullable Entry<String, StoredObject> first() {
            String after = query.after();
            if (!after.isEmpty() && after.equals(commonPrefix(after))) {
                return beyond(after);
            }
            boolean fromPrefix = KeyOrder.UTF_8.compare(after, query.prefix()) < 0;
            return fromPrefix ? all.ceilingEntry(query.prefix()) : all.higherEntry(after);
        }

        /// Adds one key or one group; returns the entry after it.
        private Map.@Nullable Entry<String, StoredObject> take(Map.Entry<String, StoredObject> entry) {
            String common = commonPrefix(entry.getKey());
            if (common.isEmpty()) {
                objects.add(entry.getValue());
                last = entry.getKey();
                return all.higherEntry(last);
            }
            prefixes.add(common);
            last = common;
            return beyond(common);
        }

        private String commonPrefix(String key) {
            if (query.delimiter().isEmpty() || !key.startsWith(query.prefix())) {
                return "";
            }
            int at = key.indexOf(query.delimiter(), query.prefix().length());
            return at < 0 ? "" : key.substring(0, at + query.delimiter().length());
        }

        /// Returns the first key after all those that begin with the prefix.
        private Map.@Nullable Entry<String, StoredObject> beyond(String prefix) {
            Map.@Nullable Entry<String, StoredObject> next =
                    all.ceilingEntry(prefix + Character.toString(Character.MAX_CODE_POINT));
            while (next != null && next.getKey().startsWith(prefix)) {
                next = all.higherEntry(next.getKey());
            }
            return next;
        }
    }
}
