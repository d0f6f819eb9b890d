// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.random.RandomUuid;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// The source of ids and random numbers.
public interface ExecutionIds {

    /// Returns a name for something new: an execution without a name, or a map run.
    String uuid();

    /// Returns the generator of one execution's random values: task tokens, jitter, `States.UUID`, `$random`.
    /// Seeded ids give the same generator for the same execution, whatever else runs at the time.
    RandomGenerator random(String executionArn);

    /// Returns random numbers for everything outside executions; only for the current thread, and not to be
    /// kept.
    RandomGenerator random();

    /// Unique ids that are not secret.
    static ExecutionIds unseeded() {
        return new ExecutionIds() {
            @Override
            public String uuid() {
                return RandomUuid.of(ThreadLocalRandom.current()).toString();
            }

            @Override
            public RandomGenerator random(String executionArn) {
                return new SplittableRandom(ThreadLocalRandom.current().nextLong());
            }

            @Override
            public RandomGenerator random() {
                return ThreadLocalRandom.current();
            }
        };
    }

    /// Returns ids and random numbers that depend on the seed alone.
    static ExecutionIds seeded(long seed) {
        SplittableRandom names = new SplittableRandom(seed);
        SplittableRandom shared = new SplittableRandom(~seed);
        return new ExecutionIds() {
            @Override
            public synchronized String uuid() {
                return RandomUuid.of(names).toString();
            }

            @Override
            public RandomGenerator random(String executionArn) {
                return new SplittableRandom(seed * 31 + executionArn.hashCode());
            }

            @Override
            public RandomGenerator random() {
                return shared;
            }
        };
    }
}
