// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.concurrent.Completions;
import org.jspecify.annotations.Nullable;

/// A request that got no further than one step of its [Pipeline].
public final class StepFailure extends RuntimeException {
    private final String step;
    private final Throwable reason;

    StepFailure(String step, Throwable failure) {
        super(step, null, false, false);
        this.step = step;
        this.reason = Completions.cause(failure);
    }

    /// The step's name, `integration response`.
    public String step() {
        return step;
    }

    /// The exception that the step ended with, out of every [java.util.concurrent.CompletionException].
    public Throwable reason() {
        return reason;
    }

    /// The failure that a pipeline's stage was completed with; null when it was not.
    public static @Nullable StepFailure of(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        return Completions.cause(failure) instanceof StepFailure known ? known : new StepFailure("pipeline", failure);
    }
}
