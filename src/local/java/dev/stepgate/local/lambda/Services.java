// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.Processes;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;

/// What all functions share.
///
/// @param began when the first function could be called
/// @param processes of those functions that do not run in this JVM
record Services(
        Time time, Instant began, FunctionLog log, Supplier<URI> awsEndpoint, Callers callers, Processes processes) {

    Services(Time time, FunctionLog log, Supplier<URI> awsEndpoint) {
        this(time, time.now(), log, awsEndpoint, new Callers(), new Processes());
    }

    /// The same processes and endpoint in another life of the runtime.
    Services again(Time other, FunctionLog lines) {
        return new Services(other, other.now(), lines, awsEndpoint, new Callers(), processes);
    }
}
