// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.TaskResource;
import java.time.Instant;
import java.util.Optional;

/// Something that an execution waits for.
///
/// @param state the name of the state that waits
/// @param attempt the number of earlier attempts of the state; 0 in its first one
/// @param since when it began to wait
/// @param due when the wait ends: when a Wait or a retry continues, or a task times out; empty when there is
/// no limit
public record Waiting(String state, Reason reason, int attempt, Instant since, Optional<Instant> due) {

    /// The cause of the wait.
    public sealed interface Reason {
        /// The duration of a Wait state.
        record Timer() implements Reason {}

        /// The delay before another attempt.
        record Retry() implements Reason {}

        /// A function or service that was called, or the worker of an activity.
        ///
        /// @param resource the one that the task names
        /// @param token by which a callback or a worker answers, if one does
        /// @param heartbeatDue when the next heartbeat is due
        record Task(TaskResource resource, Optional<String> token, Optional<Instant> heartbeatDue) implements Reason {}

        /// The executions of a distributed Map.
        record MapRun(String arn) implements Reason {}
    }
}
