// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An event that reaches an execution from outside of its states. Arrivals determine everything else: the
/// same arrivals, in the same order and at the same times, give the same history.
sealed interface Arrival {

    /// To the execution itself.
    record Stopped(Optional<String> error, Optional<String> cause) implements Arrival {}

    /// To the execution itself.
    record Redriven() implements Arrival {}

    /// A timer has fired.
    record TimerFired() implements Arrival {}

    /// A call is about to leave this runtime, and must not be made again when the execution is repeated.
    record CallBegan() implements Arrival {}

    /// The same as in [TaskProgress#submitted].
    record Submitted(JsonNode output) implements Arrival {}

    /// The same as in [TaskProgress#succeeded].
    record Succeeded(JsonNode output) implements Arrival {}

    /// The same as in [TaskProgress#failed].
    record Failed(Optional<String> error, Optional<String> cause) implements Arrival {}

    /// The same as in [TaskProgress#broken].
    record Broken(String cause) implements Arrival {}

    record Heartbeat() implements Arrival {}

    /// A worker of an activity has the task now.
    record Taken(Optional<String> workerName) implements Arrival {}

    /// Says that the workers of the activity do not do this task.
    record Work(Place place) implements Arrival {
        enum Place {
            /// There is no such activity.
            NOWHERE,
            /// A mock.
            ELSEWHERE
        }
    }

    /// The answer of S3 to a distributed Map.
    record Answered(JsonNode answer) implements Arrival {}

    /// S3 refused the call, or gave an answer that cannot be used.
    record Refused(StateException exception) implements Arrival {}

    /// An execution of a distributed Map has ended.
    ///
    /// @param ends the address that waits for it
    /// @param child its place among those of the Map
    record ChildEnded(int ends, int child, Outcome outcome) implements Arrival {}

    /// The limits of a distributed Map were changed.
    record LimitsChanged(MapRun.Limits limits) implements Arrival {}
}
