// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

/// Reports an evaluation that takes longer, or produces more, than allowed. The message is a sentence for the
/// author of the expression.
public final class EvaluationLimitException extends RuntimeException {

    private EvaluationLimitException(String message) {
        super(message, null, false, false);
    }

    static EvaluationLimitException tooLong() {
        return new EvaluationLimitException(
                "The evaluation takes longer than " + EvaluationSteps.MAX_SECONDS + " seconds.");
    }

    /// @param what it produces too much of, such as `matches of a path`
    public static EvaluationLimitException tooMuch(long most, String what) {
        return new EvaluationLimitException("The evaluation makes more than " + most + " " + what + ".");
    }

    /// Reports data or an expression that is nested deeper than a thread's stack allows.
    public static EvaluationLimitException tooDeep() {
        return new EvaluationLimitException("The evaluation is nested too deeply.");
    }
}
