// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.time.Time;
import java.util.List;

/// Reports the status of executions to an observer: that they are running, and later, exactly once for each
/// run, how they ended.
final class StatusChanges {
    private static final List<String> OF_AN_END = List.of("stopDate", "output", "outputDetails", "error", "cause");

    private final Time time;
    private volatile ExecutionObserver observer = ExecutionObserver.NONE;

    StatusChanges(Time time) {
        this.time = time;
    }

    void watch(ExecutionObserver watching) {
        observer = watching;
    }

    /// Reports that the execution has just been started or redriven. It may have ended already.
    void running(ExecutionEntry entry) {
        ExecutionObserver told = observer;
        if (!told.isInterested()) {
            return;
        }
        ObjectNode running = describe(entry);
        running.remove(OF_AN_END);
        told.changed(running.put("status", "RUNNING"));
        goesOn(entry, told);
    }

    /// Reports only the end of an execution, whose start was reported in an earlier process.
    void goesOn(ExecutionEntry entry) {
        if (observer.isInterested()) {
            goesOn(entry, observer);
        }
    }

    private void goesOn(ExecutionEntry entry, ExecutionObserver told) {
        entry.execution().onEnd(outcome -> told.changed(ended(entry, outcome)));
    }

    /// Describes an ended execution, which may have been redriven already.
    private ObjectNode ended(ExecutionEntry entry, Outcome outcome) {
        ObjectNode ended = describe(entry).put("status", outcome.status());
        ExecutionEntry.outcome(ended, outcome, ExecutionEntry.Data.INCLUDED);
        if (!ended.has("stopDate")) {
            ended.set("stopDate", ResponseShapes.date(time.now()));
        }
        return ended;
    }

    private ObjectNode describe(ExecutionEntry entry) {
        return entry.describe(ExecutionEntry.Data.INCLUDED, time.now());
    }
}
