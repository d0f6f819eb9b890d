// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.util.Optional;

/// Decides which calls are answered in place of their functions. Called on any thread.
@FunctionalInterface
public interface FunctionAnswers {
    FunctionAnswers NONE = (_, _) -> Optional.empty();

    /// Returns the answer to this call, once per call; empty to call the function itself.
    Optional<FunctionAnswer> next(FunctionConfiguration function, InvokeRequest request);
}
