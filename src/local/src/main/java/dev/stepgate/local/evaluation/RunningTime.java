// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// The time that one evaluation has spent computing, in nanoseconds. Waiting for a processor does not count,
/// so that an evaluation ends after the same work on a busy machine as on an idle one.
///
/// The JVM knows the processor time of a platform thread, but not of a virtual thread. There the time between
/// two looks counts, without the turns of other virtual threads and up to [#MAX_NANOS_BETWEEN_LOOKS], because
/// a longer pause is the operating system's. Belongs to one evaluation; not thread-safe.
public final class RunningTime {
    /// A maximum that is never reached by computing: two looks are about a thousand small steps apart.
    static final long MAX_NANOS_BETWEEN_LOOKS = 20_000_000;

    private boolean started;
    private long last;
    private long nanos;

    /// Returns the nanoseconds since the first look, which starts the clock. A virtual thread yields here,
    /// because otherwise it would keep its carrier thread until it blocks.
    public long look() {
        return Thread.currentThread().isVirtual() ? ofVirtualThread() : ofPlatformThread();
    }

    private long ofPlatformThread() {
        long now = Processor.THREADS.getCurrentThreadCpuTime();
        if (!started) {
            started = true;
            last = now;
        }
        return now - last;
    }

    @SuppressWarnings("ThreadPriorityCheck") // the one way to let other virtual threads run
    private long ofVirtualThread() {
        if (started) {
            nanos += Math.min(System.nanoTime() - last, MAX_NANOS_BETWEEN_LOOKS);
        }
        started = true;
        Thread.yield();
        last = System.nanoTime();
        return nanos;
    }

    /// Loaded when a platform thread first runs a long evaluation.
    private static final class Processor {
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    }
}
