// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// The events of one thread of states: each names the one before it in the same thread.
///
/// Some events stand aside (MapIterationSucceeded, ParallelStateSucceeded, TaskStateAborted): they name the
/// last event of the thread, but the thread does not go on from them.
final class EventChain {
    private final Execution execution;
    private int last;
    private int newest;

    EventChain(Execution execution, int last) {
        this.execution = execution;
        this.last = last;
        this.newest = last;
    }

    /// What the next event will name as the one before it.
    int last() {
        return last;
    }

    /// The newest event, which may stand aside: what an ExecutionFailed names.
    int newest() {
        return newest;
    }

    HistoryEvent add(EventType type, EventDetails details) {
        HistoryEvent event = execution.record(last, type, details);
        last = event.id();
        newest = last;
        return event;
    }

    void add(EventType type) {
        add(type, EventDetails.None.INSTANCE);
    }

    void addAside(EventType type, EventDetails details) {
        newest = execution.record(last, type, details).id();
    }

    String region() {
        return execution.request().identity().machine().region();
    }

    /// The thread goes on from an event of another thread that it has waited for.
    void continueFrom(int event) {
        last = event;
        newest = event;
    }
}
