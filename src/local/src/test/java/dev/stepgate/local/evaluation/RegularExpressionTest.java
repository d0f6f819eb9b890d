// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegularExpressionTest {

    @Test
    void itMatchesAsJavaDoes() {
        assertThat(RegularExpression.of("a+").matches("aa")).isTrue();
        assertThat(RegularExpression.of("a+").matches("baa")).isFalse();
        assertThat(RegularExpression.of("a+").matchesInTime("aa")).isTrue();
        assertThat(RegularExpression.of("a+").isFoundIn("baa")).isTrue();
    }

    @Test
    void oneThatBacktracksEndlesslyIsGivenUp() {
        RegularExpression expression = RegularExpression.of("(.*a){12}");

        assertThatThrownBy(() -> expression.matches("a".repeat(60) + "!")).isInstanceOf(EvaluationLimitException.class);
    }

    @Test
    void oneThatRepeatsAGroupTooOftenForTheStackIsGivenUp() {
        assertThat(RegularExpression.of("(a|b)*").matchesInTime("ab".repeat(500_000)))
                .isFalse();
    }
}
