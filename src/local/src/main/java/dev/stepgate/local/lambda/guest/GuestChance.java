// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.guest;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Stands in for the JDK's chance in the handler's own classes, so that the same call of the same run has the same.
public final class GuestChance {
    private static Supplier<RandomGenerator> chance = ThreadLocalRandom::current;

    private GuestChance() {}

    /// Called once, before any class of the function is loaded.
    ///
    /// @param chance of what the current thread works for
    public static void bind(Supplier<RandomGenerator> chance) {
        GuestChance.chance = chance;
    }

    public static synchronized UUID randomUUID() {
        RandomGenerator random = chance.get();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        return new UUID(high, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    public static synchronized double random() {
        return chance.get().nextDouble();
    }

    /// What a [java.util.Random] begins with.
    public static synchronized long seed() {
        return chance.get().nextLong();
    }
}
