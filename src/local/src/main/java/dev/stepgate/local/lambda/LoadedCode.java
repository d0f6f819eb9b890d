// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

/// The code of a function as it was when it was last loaded. All environments that are made of it share it;
/// it is closed when it is out of use and the last of them has ended.
sealed interface LoadedCode permits FunctionCode, ProcessCode {

    static LoadedCode of(FunctionConfiguration function, LogStream logStream, FunctionDependencies services) {
        return switch (function.code().runtime()) {
            case FunctionRuntime.InThisJvm inThisJvm ->
                new FunctionCode(function, inThisJvm.classPath(), logStream, services);
            case FunctionRuntime.InProcesses inProcesses ->
                new ProcessCode(function, inProcesses.code(), logStream, services);
        };
    }

    ExecutionEnvironment newEnvironment(FunctionVersion version);

    /// Returns true when it has been given up, or a file that it was loaded from has changed since.
    boolean isStale();

    /// The next environment is made of code that is loaded anew.
    void retire();

    /// One of its environments is of no use any more: what the others share with it is not either.
    void discarded();

    /// Its environments are moved to another life of the runtime.
    void moveTo(LogStream logStream, FunctionDependencies services);
}
