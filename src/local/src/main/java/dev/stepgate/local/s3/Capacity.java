// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.concurrent.atomic.AtomicLong;

/// The number of bytes that all objects and parts of a runtime may have together, because they are in memory.
/// Thread-safe.
final class Capacity {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    Capacity(long limit) {
        this.limit = limit;
    }

    /// Makes a capacity of half the JVM's memory.
    static Capacity ofHeap() {
        return new Capacity(Runtime.getRuntime().maxMemory() / 2);
    }

    /// Takes up memory.
    ///
    /// @param bytes negative when something became smaller
    /// @throws dev.stepgate.local.aws.AwsException `EntityTooLarge` when there is not enough
    void take(long bytes) {
        long now = used.addAndGet(bytes);
        if (bytes > 0 && now > limit) {
            used.addAndGet(-bytes);
            throw S3Errors.entityTooLarge(bytes, Math.max(0, limit - now + bytes));
        }
    }

    /// Takes up memory for what is there already.
    void hold(long bytes) {
        used.addAndGet(bytes);
    }

    void free(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
