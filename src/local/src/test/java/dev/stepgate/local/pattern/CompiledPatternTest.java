// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledPatternTest {
    private static final String PAIR = "{\"$or\":[{\"x\":[1]},{\"y\":[1]}]}";

    /// [Using $or](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html): up to
    /// 1,000 combinations, which are the product of the lengths of the arrays.
    @Test
    void aPatternStandsForAtMostAThousandCombinations() throws InvalidPatternException {
        assertThat(CompiledPattern.of(pairs(9)).matches("{\"f0\":{\"x\":2}}")).isFalse();

        assertThatThrownBy(() -> CompiledPattern.of(pairs(10)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("1000 rule combinations");
        assertThatThrownBy(() -> CompiledPattern.of(pairs(60))).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void alternativesInsideAlternativesAddUp() throws InvalidPatternException {
        String inner = PAIR;
        for (int i = 0; i < 20; i++) {
            inner = "{\"$or\":[{\"z%d\":[1]},%s]}".formatted(i, inner);
        }

        assertThat(CompiledPattern.of(inner).matches("{\"y\":1}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix", "suffix", "wildcard", "equals-ignore-case"})
    void anEmptyListOfWhatIsExcludedIsRefused(String operator) {
        String pattern = "{\"a\":[{\"anything-but\":{\"%s\":[]}}]}".formatted(operator);

        assertThatThrownBy(() -> CompiledPattern.of(pattern)).isInstanceOf(InvalidPatternException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "[]", "{", "{\"a\":[1]", "{\"a\":[NaN]}", "{\"a\":1}", "{\"a\":[]}", "{}"})
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> CompiledPattern.of(text))
                .isInstanceOf(InvalidPatternException.class)
                .message()
                .isNotEqualTo("null");
    }

    private static String pairs(int number) {
        StringBuilder pattern = new StringBuilder("{");
        for (String pair : Collections.nCopies(number, PAIR)) {
            pattern.append(pattern.length() == 1 ? "" : ",")
                    .append("\"f")
                    .append(pattern.length())
                    .append("\":")
                    .append(pair);
        }
        return pattern.append("}").toString();
    }
}
