// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes all objects and parts of a runtime may hold together, for they are in memory. Safe for use
/// by several threads.
final class Capacity {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    Capacity(long limit) {
        this.limit = limit;
    }

    /// Half of what the JVM may use.
    static Capacity ofHeap() {
        return new Capacity(Runtime.getRuntime().maxMemory() / 2);
    }

    /// Takes the bytes in.
    ///
    /// @param bytes fewer than none when something became smaller
    /// @throws dev.stepgate.local.aws.AwsException `EntityTooLarge` when there is no room
    void take(long bytes) {
        long now = used.addAndGet(bytes);
        if (bytes > 0 && now > limit) {
            used.addAndGet(-bytes);
            throw S3Errors.entityTooLarge(bytes, Math.max(0, limit - now + bytes));
        }
    }

    void free(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
