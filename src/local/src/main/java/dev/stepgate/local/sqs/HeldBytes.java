// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.util.concurrent.atomic.AtomicLong;

/// The amount of memory that all queues use together, and its limit, because unlike AWS's this memory is
/// finite. Thread-safe.
final class HeldBytes {
    private static final int SHARE_OF_THE_HEAP = 8;

    /// The estimated size of a message without its body and attributes.
    private static final int FIXED_BYTES = 500;

    private final AtomicLong bytes = new AtomicLong();
    private final long limit;

    HeldBytes(long limit) {
        this.limit = limit;
    }

    static HeldBytes ofThisMachine() {
        return new HeldBytes(Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);
    }

    /// Throws an OverLimit error when there is no room for one more.
    void requireRoom() {
        if (bytes.get() > limit) {
            throw QueueErrors.overLimit(limit);
        }
    }

    void add(SqsMessage message) {
        bytes.addAndGet(message.size + FIXED_BYTES);
    }

    void remove(SqsMessage message) {
        bytes.addAndGet(-(message.size + FIXED_BYTES));
    }
}
