// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.util.Optional;

/// Which calls are answered in place of their functions. Asked on any thread.
@FunctionalInterface
public interface FunctionAnswers {
    FunctionAnswers NONE = (_, _) -> Optional.empty();

    /// The answer to this call, asked for once; empty when the function itself is to be called.
    Optional<FunctionAnswer> next(FunctionConfiguration function, InvokeRequest request);
}
