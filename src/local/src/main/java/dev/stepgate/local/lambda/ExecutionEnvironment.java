// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.time.Duration;

/// One instance of a function, which has one call at a time. A [FunctionVersion] makes it and gives it calls;
/// after a call the environment releases or discards itself there.
sealed interface ExecutionEnvironment permits JvmEnvironment, ProcessEnvironment {

    /// The code that it runs.
    LoadedCode code();

    /// Runs a call; returns at once.
    void serve(Call next);

    /// Moves an idle environment to another version object of the same function.
    void moveTo(FunctionVersion next);

    /// Ends the environment once it is idle.
    void end();

    /// Ends it immediately, whatever the function is doing.
    void abandon();

    /// Waits until it has ended, at most for `patience`.
    ///
    /// @return true when it has ended
    boolean awaitEnd(Duration patience);
}
