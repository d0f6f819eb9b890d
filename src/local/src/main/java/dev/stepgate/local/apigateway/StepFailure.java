// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.concurrent.Completions;
import org.jspecify.annotations.Nullable;

/// The failure of a request at one step of its [Pipeline].
public final class StepFailure extends RuntimeException {
    private final String step;
    private final Throwable reason;

    StepFailure(String step, Throwable failure) {
        super(step, null, false, false);
        this.step = step;
        this.reason = Completions.cause(failure);
    }

    /// The step's name, such as `integration response`.
    public String step() {
        return step;
    }

    /// The step's exception, unwrapped from any [java.util.concurrent.CompletionException].
    public Throwable reason() {
        return reason;
    }

    /// The failure with which a pipeline's stage was completed; null when there is none.
    public static @Nullable StepFailure of(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        return Completions.cause(failure) instanceof StepFailure known ? known : new StepFailure("pipeline", failure);
    }
}
