// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.lambda.process.Processes;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;

/// The dependencies that all functions share; made by the runtime.
///
/// @param began when the first function could be called
/// @param apis the local addresses of the APIs that events name
/// @param processes of the functions that do not run in this JVM
public record FunctionDependencies(
        Time time,
        Instant began,
        RuntimeLog log,
        Supplier<URI> awsEndpoint,
        RunningCalls callers,
        Processes processes,
        ServedApis apis) {

    /// @param awsEndpoint the `AWS_ENDPOINT_URL` for SDK clients inside functions; asked for when a function
    /// starts
    public FunctionDependencies(Time time, RuntimeLog log, Supplier<URI> awsEndpoint) {
        this(time, time.now(), log, awsEndpoint, new RunningCalls(), new Processes(), new ServedApis());
    }

    /// Returns the dependencies after a reset, with the same processes and endpoint.
    FunctionDependencies again(Time other, RuntimeLog lines) {
        return new FunctionDependencies(other, other.now(), lines, awsEndpoint, new RunningCalls(), processes, apis);
    }
}
