// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// [States Language, Choice State](https://states-language.net/spec.html#choice-state): `StringMatches`.
class StringPatternTest {

    private static void assertMatches(String value, String pattern) {
        assertThat(StringPattern.parse(pattern).matches(value))
                .as("%s matches %s", value, pattern)
                .isTrue();
    }

    private static void assertDoesNotMatch(String value, String pattern) {
        assertThat(StringPattern.parse(pattern).matches(value))
                .as("%s matches %s", value, pattern)
                .isFalse();
    }

    @Test
    void starStandsForAnyText() {
        assertMatches("log-2020-01-01.txt", "log-*.txt");
        assertMatches("log-.txt", "log-*.txt");
        assertMatches("a\nb", "a*b");
        assertDoesNotMatch("zlog-1.txt", "log-*.txt");
    }

    @Test
    void backslashTakesTheNextCharacterAsItIs() {
        assertMatches("a*b", "a\\*b");
        assertDoesNotMatch("axb", "a\\*b");
        assertMatches("a\\b", "a\\\\b");
    }

    @Test
    void nothingElseIsSpecial() {
        assertMatches("a.b[c]?", "a.b[c]?");
        assertDoesNotMatch("axb[c]", "a.b[c]?");
    }
}
