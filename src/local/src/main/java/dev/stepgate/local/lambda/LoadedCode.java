// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

/// The code of a function as it was last loaded. All environments made of it share it; it is closed when it
/// is out of use and the last of them has ended.
sealed interface LoadedCode permits FunctionCode, ProcessCode {

    static LoadedCode of(FunctionConfiguration function, LogStream logStream, FunctionDependencies services) {
        return switch (function.code().runtime()) {
            case FunctionRuntime.InThisJvm inThisJvm -> new FunctionCode(function, inThisJvm, logStream, services);
            case FunctionRuntime.InProcesses inProcesses ->
                new ProcessCode(function, inProcesses.code(), logStream, services);
        };
    }

    ExecutionEnvironment newEnvironment(FunctionVersion version);

    /// Returns true when it has been retired, or a file has changed since it was loaded.
    boolean isStale();

    /// Retires the code: the next environment loads it again.
    void retire();

    /// Called when one of its environments is no longer usable, which makes everything that the others share
    /// with it unusable too.
    void discarded();

    /// Moves its environments to the runtime after a reset.
    void moveTo(LogStream logStream, FunctionDependencies services);
}
