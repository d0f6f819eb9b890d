// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A regular expression of a template against which texts of clients are held. One that backtracks endlessly is given
/// up
/// after the time limit of [EvaluationSteps], with an [EvaluationLimitException]. Immutable; may be used by any thread.
public record RegularExpression(Pattern pattern) {

    /// @throws java.util.regex.PatternSyntaxException when it is none
    public static RegularExpression of(String text) {
        return new RegularExpression(Pattern.compile(text));
    }

    /// Tells whether it matches the whole text.
    public boolean matches(String text) {
        return decided(() -> matcher(text).matches());
    }

    /// Tells whether it matches the whole text; not, when that cannot be decided in time.
    public boolean matchesInTime(String text) {
        try {
            return matches(text);
        } catch (EvaluationLimitException _) {
            return false;
        }
    }

    /// Tells whether it matches a part of the text.
    public boolean isFoundIn(String text) {
        return decided(() -> matcher(text).find());
    }

    private static boolean decided(BooleanSupplier match) {
        try {
            return match.getAsBoolean();
        } catch (StackOverflowError _) {
            throw EvaluationLimitException.tooDeep();
        }
    }

    private Matcher matcher(String text) {
        return pattern.matcher(EvaluationSteps.unstopped().counted(text));
    }
}
