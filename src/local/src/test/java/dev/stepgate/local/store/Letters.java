// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/// The records that the tests of folders write.
final class Letters {
    private Letters() {}

    static void put(Store store, String key, String value) {
        store.records("letters").putBytes(key, () -> value.getBytes(UTF_8));
    }

    static Map<String, String> letters(Store store) {
        Map<String, String> all = new TreeMap<>();
        store.records("letters").forEachBytes("", (key, value) -> all.put(key, new String(value, UTF_8)));
        return all;
    }

    static void join(Store store) {
        store.confirmed().toCompletableFuture().join();
    }
}
