// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Where names and chance come from.
public interface Ids {

    /// A name for something new: an execution without a name, a map run.
    String uuid();

    /// What one execution takes its chance from: task tokens, jitter, `States.UUID`, `$random`. The same for the
    /// same execution when ids are seeded, whatever else runs at the time.
    RandomGenerator random(String executionArn);

    /// Chance for what happens outside of executions; for the current thread, and not for later.
    RandomGenerator chance();

    /// Ids nobody else has. They are no secrets.
    static Ids random() {
        return new Ids() {
            @Override
            public String uuid() {
                return Ids.uuid(ThreadLocalRandom.current());
            }

            @Override
            public RandomGenerator random(String executionArn) {
                return new SplittableRandom(ThreadLocalRandom.current().nextLong());
            }

            @Override
            public RandomGenerator chance() {
                return ThreadLocalRandom.current();
            }
        };
    }

    /// The same ids and chances for the same seed.
    static Ids seeded(long seed) {
        SplittableRandom names = new SplittableRandom(seed);
        SplittableRandom chance = new SplittableRandom(~seed);
        return new Ids() {
            @Override
            public synchronized String uuid() {
                return Ids.uuid(names);
            }

            @Override
            public RandomGenerator random(String executionArn) {
                return new SplittableRandom(seed * 31 + executionArn.hashCode());
            }

            @Override
            public RandomGenerator chance() {
                return chance;
            }
        };
    }

    /// A random UUID (version 4).
    static String uuid(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
