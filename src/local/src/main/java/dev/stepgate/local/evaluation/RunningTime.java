// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// The time for which one evaluation has computed, in nanoseconds: waiting for a processor does not count, so
/// that an evaluation ends after as much work on a busy machine as on an idle one.
///
/// The JVM tells the processor time of a platform thread. It tells none of a virtual thread: there the
/// time between two looks counts, but not the turns of other virtual threads, and no more than
/// [#MAX_NANOS_BETWEEN_LOOKS], because a longer pause is the operating system's. One evaluation's own; not for several
/// threads.
public final class RunningTime {
    /// Between two looks lie about a thousand small steps, which take far less.
    static final long MAX_NANOS_BETWEEN_LOOKS = 20_000_000;

    private boolean started;
    private long last;
    private long nanos;

    /// The nanoseconds since the first look, which starts the time. A virtual thread lets others run here, as it
    /// gives up its carrier thread by itself only.
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

    /// Loaded when a platform thread first evaluates something long.
    private static final class Processor {
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    }
}
