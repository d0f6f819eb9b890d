// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Replaces the JDK's random numbers in the handler's own classes, so that the same call of the same run gets
/// the same numbers.
public final class RandomReplacement {
    private static Supplier<RandomGenerator> generators = ThreadLocalRandom::current;
    private static Supplier<UUID> uuids = UUID::randomUUID;

    private RandomReplacement() {}

    /// Called once, before any class of the function is loaded.
    ///
    /// @param generators return the generator for the current thread's call
    /// @param uuids made from these generators
    public static void bind(Supplier<RandomGenerator> generators, Supplier<UUID> uuids) {
        RandomReplacement.generators = generators;
        RandomReplacement.uuids = uuids;
    }

    public static synchronized UUID randomUUID() {
        return uuids.get();
    }

    public static synchronized double random() {
        return generators.get().nextDouble();
    }

    /// Returns the seed of a new [java.util.Random].
    public static synchronized long seed() {
        return generators.get().nextLong();
    }
}
