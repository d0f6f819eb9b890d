// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.concurrent.Completions;

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

    /// The failure that a pipeline's stage was completed with.
    public static StepFailure of(Throwable failure) {
        return Completions.cause(failure) instanceof StepFailure known ? known : new StepFailure("pipeline", failure);
    }
}
