// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Queue;

/// The histories of map runs' executions that have succeeded: the newest are kept, and of the others a
/// [ChildExecution.Summary]. Thread-safe.
public final class ChildHistories {
    private static final long FIXED_BYTES = 1_000;

    private final Queue<Kept> kept = new ArrayDeque<>();
    private long mostEvents = Long.MAX_VALUE;
    private long mostBytes = Long.MAX_VALUE;
    private long events;
    private long bytes;

    /// @param run weak, because a run is dropped with its parent
    private record Kept(WeakReference<MapRunParts> run, int index, int events, long bytes) {}

    /// Sets how many events, and estimated bytes, are kept in all.
    public synchronized void limit(long toEvents, long toBytes) {
        mostEvents = toEvents;
        mostBytes = toBytes;
    }

    /// Keeps the history of an execution that has just succeeded, and makes room.
    synchronized void add(WeakReference<MapRunParts> run, int index, Execution execution) {
        Kept newest = new Kept(
                run,
                index,
                execution.history().size(),
                FIXED_BYTES + execution.history().heapBytes());
        kept.add(newest);
        events += newest.events;
        bytes += newest.bytes;
        while (events > mostEvents || bytes > mostBytes) {
            drop(kept.remove());
        }
    }

    private void drop(Kept oldest) {
        events -= oldest.events;
        bytes -= oldest.bytes;
        MapRunParts run = oldest.run.get();
        if (run != null) {
            run.summarise(oldest.index);
        }
    }
}
