// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// The events of one thread of states, each of which names its predecessor in the thread.
///
/// Some events (MapIterationSucceeded, ParallelStateSucceeded, TaskStateAborted) name the last event of the
/// thread but do not become anyone's predecessor.
final class EventChain {
    private final Execution execution;
    private int last;
    private int newest;

    EventChain(Execution execution, int last) {
        this.execution = execution;
        this.last = last;
        this.newest = last;
    }

    /// The id of the event that the next one names as its predecessor.
    int last() {
        return last;
    }

    /// The id of the newest event of any kind, which an ExecutionFailed names.
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

    /// Continues the thread from an event of another thread, for which this one has waited.
    void continueFrom(int event) {
        last = event;
        newest = event;
    }
}
