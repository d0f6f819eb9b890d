// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.log;

import java.util.regex.Pattern;

/// The beginning of a text on one line.
final class Excerpt {
    private static final int MAX_LENGTH = 2_000;
    private static final int DELETE = 0x7f;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private Excerpt() {}

    /// Returns at most 2,000 characters; each run of line ends, other control characters and spaces becomes
    /// one space.
    static String of(String text) {
        boolean whole = text.length() <= MAX_LENGTH;
        if (whole && !hasBlanks(text)) {
            return text;
        }
        String kept = whole ? text : text.substring(0, MAX_LENGTH);
        String line = BLANKS.matcher(kept).replaceAll(" ").strip();
        return whole ? line : line + "... (" + text.length() + " characters)";
    }

    /// Looks for a superset of [#BLANKS], with every character that is not ASCII.
    private static boolean hasBlanks(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character >= DELETE) {
                return true;
            }
        }
        return false;
    }
}
