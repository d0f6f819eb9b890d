// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// The time limit of one evaluation: 5 seconds of computing, AWS's limit for an expression in JSONata
/// ([floci]( https://github.com/floci-io/floci) measured it); it ends earlier when its result is no longer
/// needed.
///
/// Every loop whose length an expression or its data decides counts its steps here. Every 1,024 steps it
/// checks the [RunningTime], and a virtual thread lets others run. Belongs to one evaluation; not
/// thread-safe.
public final class EvaluationSteps {
    /// The maximum number of bytes of a text that an evaluation makes, the same as AWS's limit for JSONata,
    /// from the same measurements.
    public static final int MAX_BYTES = 6_990_256;

    static final int MAX_SECONDS = 5;

    private static final long MAX_NANOS = MAX_SECONDS * 1_000_000_000L;
    private static final int STEPS_BETWEEN_LOOKS = 1024;

    private final BooleanSupplier stopped;
    private final long maxNanos;
    private final RunningTime time = new RunningTime();
    private int untilLook = STEPS_BETWEEN_LOOKS;

    /// @param stopped tells, at every look, whether the evaluation is to be given up
    public EvaluationSteps(BooleanSupplier stopped) {
        this(stopped, MAX_NANOS);
    }

    EvaluationSteps(BooleanSupplier stopped, long maxNanos) {
        this.stopped = stopped;
        this.maxNanos = maxNanos;
    }

    /// Makes the steps of an evaluation that only its time limit ends.
    public static EvaluationSteps unstopped() {
        return new EvaluationSteps(() -> false);
    }

    /// Counts a step. Throws [EvaluationLimitException] when time is up, and [CancellationException] when the
    /// evaluation is to be given up.
    public void step() {
        if (--untilLook <= 0) {
            look();
        }
    }

    /// Counts several steps at once.
    public void steps(int more) {
        untilLook -= more;
        if (untilLook <= 0) {
            look();
        }
    }

    /// Looks at the clock, which starts at the first look: most evaluations are over before it.
    private void look() {
        untilLook = STEPS_BETWEEN_LOOKS;
        if (time.look() > maxNanos) {
            throw EvaluationLimitException.tooLong();
        }
        if (stopped.getAsBoolean()) {
            throw new CancellationException("the evaluation was given up");
        }
    }

    /// Returns the text in a form that counts each access to a character as a step.
    public CharSequence counted(CharSequence text) {
        return new CountedText(text, this::step);
    }
}
