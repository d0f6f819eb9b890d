// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
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

    @Test
    void literalsBetweenStarsMatchInOrderWithoutOverlap() {
        assertMatches("aXbYc", "a*b*c");
        assertMatches("abab", "*ab*ab");
        assertMatches("aabaabaaab", "*aabaaab*");
        assertDoesNotMatch("ab", "a*ab");
        assertDoesNotMatch("aba", "*ab*ba*");
        assertDoesNotMatch("ac", "a*b*c");
        assertMatches("", "**");
    }

    /// Compares with the specification's own reading of an asterisk as a regular expression, on texts short
    /// enough for it.
    @Test
    void matchesWhatTheRegularExpressionMatches() {
        Random seeded = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = letters(seeded, "ab*", 8);
            String value = letters(seeded, "ab", 8);
            assertThat(StringPattern.parse(pattern).matches(value))
                    .as("%s matches %s", value, pattern)
                    .isEqualTo(value.matches(pattern.replace("*", ".*")));
        }
    }

    /// Takes minutes with a backtracking matcher; the test's time limit then ends it.
    @Test
    void manyStarsOnALongTextAreFast() {
        String value = "-".repeat(262_144);

        assertDoesNotMatch(value, "*-".repeat(1_000) + "*x*");
        assertDoesNotMatch(value, "*" + "-".repeat(100_000) + "x*y");
    }

    private static String letters(Random random, String alphabet, int max) {
        return random.ints(random.nextInt(max + 1), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
