// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.RequestIds;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The ids of connections, messages and requests: 11 bytes in URL-safe Base64, `L0SM9cOFvHcCIhw=`.
///
/// @param random called for each id
record ConnectionIds(Supplier<RandomGenerator> random) {
    private static final int BYTES = 11;

    /// `Root=1-65f0c2a1-0123456789abcdef01234567`
    String traceId(long epochSecond) {
        return new RequestIds.RandomIds(random).traceId(epochSecond);
    }

    String next() {
        byte[] bytes = new byte[BYTES];
        random.get().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
