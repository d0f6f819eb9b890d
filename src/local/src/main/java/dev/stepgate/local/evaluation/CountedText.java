// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

/// A text that counts each access to a character as a step of an evaluation. A regular expression may look at
/// a character any number of times; counting ends it when the evaluation's time is up.
///
/// @param step counts a step, and throws when the evaluation has to end
public record CountedText(CharSequence text, Runnable step) implements CharSequence {

    @Override
    public char charAt(int index) {
        step.run();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.subSequence(start, end), step);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
