// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

/// A text that counts each access to a character as a step of an evaluation.
record CountedText(CharSequence text, EvaluationSteps steps) implements CharSequence {

    @Override
    public char charAt(int index) {
        steps.step();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
