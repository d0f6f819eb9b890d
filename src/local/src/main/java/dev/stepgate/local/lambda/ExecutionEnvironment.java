// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.time.Duration;

/// One instance of a function, which has one call at a time. A [FunctionVersion] makes it and gives it calls;
/// it releases or discards itself there when a call is over.
sealed interface ExecutionEnvironment permits JvmEnvironment, ProcessEnvironment {

    /// What it was made of.
    LoadedCode code();

    /// Runs a call; returns at once.
    void serve(Call next);

    /// An idle environment serves another version object of the same function from now on.
    void moveTo(FunctionVersion next);

    /// Ends the environment when it has nothing left to do.
    void end();

    /// Ends it now; what the function may still do is nobody's concern.
    void abandon();

    /// Returns when it has ended, or at the end of `patience`.
    ///
    /// @return true when it has ended
    boolean awaitEnd(Duration patience);
}
