// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import java.security.SecureRandom;
import java.util.Base64;

/// The ids of connections, messages and requests: 11 bytes in URL-safe Base64, `L0SM9cOFvHcCIhw=`.
final class Ids {
    private static final int BYTES = 11;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
