// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.random;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// UUIDs of version 4 ([RFC 9562](https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4)).
/// [UUID#randomUUID] takes its bits from the machine; these come from a generator.
public final class RandomUuid {
    private RandomUuid() {}

    public static UUID of(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }
}
