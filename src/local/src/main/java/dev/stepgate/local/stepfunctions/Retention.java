// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.time.Duration;
import java.util.Optional;

/// How many executions are kept. AWS keeps ended ones for 90 days, for which one machine's memory is too
/// small.
///
/// The newest ended executions are kept, up to a number of executions, events and bytes in all. While the
/// running executions hold the same number of bytes, no more are started.
///
/// With a time, those that are on disk are kept for that long instead, however many they are.
///
/// @param bytes of inputs, outputs and events, estimated
/// @param time since their end; empty where the numbers decide
public record Retention(int executions, long events, long bytes, Optional<Duration> time) {
    private static final int DEFAULT_EXECUTIONS = 5_000;
    private static final int DEFAULT_EVENTS = 250_000;
    private static final int DEFAULT_PERCENT = 25;
    private static final int ALL = 100;

    /// For as long as there is room.
    public Retention(int executions, long events, long bytes) {
        this(executions, events, bytes, Optional.empty());
    }

    /// The default, which takes up to a quarter of the heap.
    public static final Retention DEFAULT =
            new Retention(DEFAULT_EXECUTIONS, DEFAULT_EVENTS, shareOfHeap(DEFAULT_PERCENT));

    /// @param percent of the maximum heap size
    public static long shareOfHeap(int percent) {
        return Runtime.getRuntime().maxMemory() / ALL * percent;
    }
}
