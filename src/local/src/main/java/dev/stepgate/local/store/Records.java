// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Records of one kind, ordered by their keys. Two threads that change the same record agree on the order
/// themselves, by the lock of whatever the record is of.
public interface Records {

    Records NONE = new Records() {
        @Override
        public void putBytes(String key, Supplier<byte[]> value) {}

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

    void remove(String key);

    /// Removes every record whose key begins so.
    void removeAll(String prefix);

    Optional<byte[]> bytes(String key);

    /// Tells of every record whose key begins so, in the order of the keys.
    void forEachBytes(String prefix, BiConsumer<String, byte[]> action);

    /// @param value asked at once, and only where it is kept
    default void put(String key, Supplier<? extends JsonNode> value) {
        putBytes(key, () -> Json.write(value.get()).getBytes(StandardCharsets.UTF_8));
    }

    default Optional<JsonNode> get(String key) {
        return bytes(key).map(Json::parse);
    }

    default void forEach(String prefix, BiConsumer<String, JsonNode> action) {
        forEachBytes(prefix, (key, value) -> action.accept(key, Json.parse(value)));
    }
}
