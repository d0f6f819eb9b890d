// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.List;

/// Writes and reads Roman numerals.
final class RomanNumerals {
    private static final List<String> NUMERALS =
            List.of("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i");
    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

    private RomanNumerals() {}

    /// Writes a number in lower case. Throws [EvaluationError] when it has too many letters.
    static String of(double number) {
        Bounds.sum(0, (long) (number / VALUES[0]));
        StringBuilder roman = new StringBuilder();
        double rest = number;
        for (int i = 0; i < VALUES.length; i++) {
            for (; rest >= VALUES[i]; rest -= VALUES[i]) {
                roman.append(NUMERALS.get(i));
            }
        }
        return roman.toString();
    }

    /// Reads upper-case letters; NaN for others.
    static double number(String roman) {
        double number = 0;
        int most = 1;
        for (int i = roman.length() - 1; i >= 0; i--) {
            int at = NUMERALS.indexOf(String.valueOf((char) (roman.charAt(i) | 0x20)));
            if (at < 0) {
                return Double.NaN;
            }
            number += VALUES[at] < most ? -VALUES[at] : VALUES[at];
            most = Math.max(most, VALUES[at]);
        }
        return number;
    }
}
