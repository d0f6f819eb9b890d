// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

/// How much of executions is kept. AWS keeps those that have ended for 90 days; a machine's memory does not.
///
/// The newest of those that have ended are kept, up to so many executions with up to so many events and bytes
/// in all. When those that run hold as many bytes again, no further one is started.
///
/// @param bytes of inputs, outputs and events, roughly
public record Retention(int executions, long events, long bytes) {
    private static final int DEFAULT_EXECUTIONS = 5_000;
    private static final int DEFAULT_EVENTS = 250_000;
    private static final int DEFAULT_PERCENT = 25;
    private static final int ALL = 100;

    /// Up to a quarter of the heap.
    public static final Retention DEFAULT =
            new Retention(DEFAULT_EXECUTIONS, DEFAULT_EVENTS, shareOfHeap(DEFAULT_PERCENT));

    /// @param percent of the heap's greatest size
    public static long shareOfHeap(int percent) {
        return Runtime.getRuntime().maxMemory() / ALL * percent;
    }
}
