// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

/// An evaluation that takes longer, or makes more, than an evaluation may. The message is a sentence for the
/// author of the expression.
public final class EvaluationLimitException extends RuntimeException {

    private EvaluationLimitException(String message) {
        super(message, null, false, false);
    }

    static EvaluationLimitException tooLong() {
        return new EvaluationLimitException(
                "The evaluation takes longer than " + EvaluationSteps.MAX_SECONDS + " seconds.");
    }

    /// @param what it makes too much of, as `matches of a path`
    public static EvaluationLimitException tooMuch(long most, String what) {
        return new EvaluationLimitException("The evaluation makes more than " + most + " " + what + ".");
    }

    /// Data or an expression that is nested deeper than the stack of a thread.
    public static EvaluationLimitException tooDeep() {
        return new EvaluationLimitException("The evaluation is nested too deeply.");
    }
}
