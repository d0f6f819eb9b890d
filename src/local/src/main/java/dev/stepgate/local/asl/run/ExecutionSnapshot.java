// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The state of one execution at one moment. Every answer of the API is read from a single snapshot, so that
/// its parts are consistent even while the execution continues. Made by [Execution#snapshot]; immutable.
///
/// @param end how and when it ended; empty while it runs, and while it runs again after a redrive
/// @param redriveCount number of redrives
/// @param redriveTime time of the latest redrive; empty without one
/// @param events up to that moment; the whole history if the execution has ended; see [Execution#history]
public record ExecutionSnapshot(
        Optional<End> end, int redriveCount, Optional<Instant> redriveTime, List<HistoryEvent> events) {

    /// The status as the API writes it, such as `RUNNING`.
    public String status() {
        return end.map(ended -> ended.outcome().status()).orElse("RUNNING");
    }

    /// The end of an execution, or of its latest run when it was redriven.
    ///
    /// @param time of the last event
    /// @param events the size of the history
    public record End(Outcome outcome, Instant time, int events) {}
}
