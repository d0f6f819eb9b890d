// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What comes to an execution from outside of its own states. The rest follows from it: the same arrivals in
/// the same order, at the same times, give the same history.
sealed interface Arrival {

    /// To the execution itself.
    record Stopped(Optional<String> error, Optional<String> cause) implements Arrival {}

    /// To the execution itself.
    record Redriven() implements Arrival {}

    /// The time that a timer waited for has come.
    record TimerFired() implements Arrival {}

    /// A call that cannot be done twice is about to leave this runtime.
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

    /// Who does the work of an activity's task, where it is not the activity's workers.
    record Work(Place place) implements Arrival {
        enum Place {
            /// There is no such activity.
            NOWHERE,
            /// A mock.
            ELSEWHERE
        }
    }

    /// What S3 answered a distributed Map.
    record Answered(JsonNode answer) implements Arrival {}

    /// S3 refused, or its answer was of no use.
    record Refused(StateException exception) implements Arrival {}

    /// An execution of a distributed Map has ended.
    ///
    /// @param ends the address that waits for it
    /// @param child its place among those of the Map
    record ChildEnded(int ends, int child, Outcome outcome) implements Arrival {}

    /// A distributed Map has other limits from now on.
    record LimitsChanged(MapRun.Limits limits) implements Arrival {}
}
