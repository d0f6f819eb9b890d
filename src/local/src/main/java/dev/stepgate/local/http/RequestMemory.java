// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.atomic.AtomicLong;

/// The number of bytes of request bodies that all servers of this JVM hold: those being read and those of
/// requests that wait for their answers. Thread-safe.
final class RequestMemory {
    private static final int SHARE_OF_THE_HEAP = 8;

    static final RequestMemory OF_THIS_MACHINE =
            new RequestMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);

    private final AtomicLong bytes = new AtomicLong();
    private final long limit;

    RequestMemory(long limit) {
        this.limit = limit;
    }

    /// Takes memory; returns false when there is not enough. A single request always gets it.
    boolean take(int more) {
        long taken = bytes.addAndGet(more);
        if (taken <= limit || taken == more) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void giveBack(long taken) {
        bytes.addAndGet(-taken);
    }
}
