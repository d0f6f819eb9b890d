// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One execution as it was at one moment. Everything that an answer of the API says about an execution is
/// read from one of these, so that its parts fit each other however fast the execution goes on. Made by
/// [Execution#snapshot]; immutable.
///
/// @param end how and when it ended; empty while it runs, also when it runs again after a redrive
/// @param redriveCount how often it was redriven
/// @param redriveTime when it was redriven last; empty when it never was
/// @param events what has happened until then; the whole history when the execution has ended; see
/// [Execution#history]
public record ExecutionSnapshot(
        Optional<End> end, int redriveCount, Optional<Instant> redriveTime, List<HistoryEvent> events) {

    /// The end of an execution, or of its latest run when it was redriven.
    ///
    /// @param time of the last event
    /// @param events the size of the history
    public record End(Outcome outcome, Instant time, int events) {}
}
