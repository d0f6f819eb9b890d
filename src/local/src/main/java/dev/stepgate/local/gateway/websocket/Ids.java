// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The ids of connections, messages and requests: 11 bytes in URL-safe Base64, `L0SM9cOFvHcCIhw=`.
///
/// @param chance asked for each id
record Ids(Supplier<RandomGenerator> chance) {
    private static final int BYTES = 11;

    String next() {
        byte[] bytes = new byte[BYTES];
        chance.get().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
