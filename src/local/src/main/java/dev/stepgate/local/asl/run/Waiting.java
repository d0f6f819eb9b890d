// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import java.time.Instant;
import java.util.Optional;

/// One thing that an execution waits for.
///
/// @param state the name of the state that waits
/// @param attempt how often the state was tried before; 0 in its first attempt
/// @param since when it began to wait
/// @param due when the time is over: of a Wait or a retry when it goes on, of a task when it times out; empty
///     when there is no limit
public record Waiting(String state, Reason reason, int attempt, Instant since, Optional<Instant> due) {

    public sealed interface Reason {
        /// A Wait state's time.
        record Timer() implements Reason {}

        /// The delay before another attempt.
        record Retry() implements Reason {}

        /// A function or service that was called, or the worker of an activity.
        ///
        /// @param token with which it is answered, where that is done by a callback or a worker
        /// @param heartbeatDue when the next sign of life is due
        record Task(Optional<String> token, Optional<Instant> heartbeatDue) implements Reason {}

        /// The executions of a distributed Map.
        record MapRun(String arn) implements Reason {}
    }
}
