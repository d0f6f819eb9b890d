// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.Processes;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;

/// What all functions share.
///
/// @param began when the first function could be called
/// @param apis where those are that events name
/// @param processes of those functions that do not run in this JVM
record FunctionDependencies(
        Time time,
        Instant began,
        RuntimeLog log,
        Supplier<URI> awsEndpoint,
        RunningCalls callers,
        Processes processes,
        ServedApis apis) {

    FunctionDependencies(Time time, RuntimeLog log, Supplier<URI> awsEndpoint) {
        this(time, time.now(), log, awsEndpoint, new RunningCalls(), new Processes(), new ServedApis());
    }

    /// The same processes and endpoint in another life of the runtime.
    FunctionDependencies again(Time other, RuntimeLog lines) {
        return new FunctionDependencies(other, other.now(), lines, awsEndpoint, new RunningCalls(), processes, apis);
    }
}
