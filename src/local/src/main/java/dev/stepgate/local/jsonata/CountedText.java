// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

/// A string that counts each access to a character as a step of the evaluation. A regular expression may look
/// at a character any number of times; counting ends it when the evaluation's time is up.
record CountedText(String text, Bounds bounds) implements CharSequence {

    @Override
    public char charAt(int index) {
        bounds.step();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
