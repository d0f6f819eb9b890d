// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The ids of connections, messages and requests: 11 bytes in URL-safe Base64, `L0SM9cOFvHcCIhw=`.
///
/// @param random asked for each id
record ConnectionIds(Supplier<RandomGenerator> random) {
    private static final int BYTES = 11;

    String next() {
        byte[] bytes = new byte[BYTES];
        random.get().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
