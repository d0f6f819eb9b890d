// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.random.RandomUuid;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Where ids and random numbers come from.
public interface ExecutionIds {

    /// A name for something new: an execution without a name, a map run.
    String uuid();

    /// What one execution takes its random numbers from: task tokens, jitter, `States.UUID`, `$random`. The
    /// same for the same execution when ids are seeded, whatever else runs at the time.
    RandomGenerator random(String executionArn);

    /// Random numbers for what happens outside of executions; for the current thread, and not for later.
    RandomGenerator random();

    /// Ids nobody else has. They are no secrets.
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

    /// The same ids and random numbers for the same seed.
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
