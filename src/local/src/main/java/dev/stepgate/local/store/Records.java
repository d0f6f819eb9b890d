// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Records of one kind, ordered by their keys. Threads that change the same record must agree on the order,
/// by the lock of the object that the record belongs to.
public interface Records {

    Records NONE = new Records() {
        @Override
        public void putBytes(String key, Supplier<byte[]> value) {}

        @Override
        public void addBytes(String key, Supplier<byte[]> value) {}

        @Override
        public void remove(String key) {}

        @Override
        public void removeAll(String prefix) {}

        @Override
        public Optional<byte[]> bytes(String key) {
            return Optional.empty();
        }

        @Override
        public void forEachBytes(String prefix, BiConsumer<String, byte[]> action) {}
    };

    /// @param value asked at once, and only where it is kept
    void putBytes(String key, Supplier<byte[]> value);

    /// Puts a record under a key that no record has ever had.
    ///
    /// @param value asked when the record is written or read, by any thread; not at all where it is removed before
    void addBytes(String key, Supplier<byte[]> value);

    void remove(String key);

    /// Removes every record whose key begins with the prefix.
    void removeAll(String prefix);

    Optional<byte[]> bytes(String key);

    /// Passes on every record whose key begins with the prefix, in the order of the keys.
    void forEachBytes(String prefix, BiConsumer<String, byte[]> action);

    /// @param value asked at once, and only where it is kept
    default void put(String key, Supplier<? extends JsonNode> value) {
        putBytes(key, () -> Json.bytes(value.get()));
    }

    /// Puts a record under a key that no record has ever had.
    ///
    /// @param value asked when the record is written or read, by any thread; not at all where it is removed before
    default void add(String key, Supplier<? extends JsonNode> value) {
        addBytes(key, () -> Json.bytes(value.get()));
    }

    default Optional<JsonNode> get(String key) {
        return bytes(key).map(Json::parse);
    }

    default void forEach(String prefix, BiConsumer<String, JsonNode> action) {
        forEachBytes(prefix, (key, value) -> action.accept(key, Json.parse(value)));
    }
}
