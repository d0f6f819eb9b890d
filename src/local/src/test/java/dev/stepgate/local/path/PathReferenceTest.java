// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathReferenceTest {
    @ParameterizedTest
    @CsvSource({"$, $", "$.a.b, $.a.b", "$[0], $[0]", "$..a, $..a"})
    void startsFromTheInput(String text, String path) {
        assertThat(PathReference.parse(text)).isEqualTo(new PathReference.Input(text, JsonPath.parse(path)));
    }

    @ParameterizedTest
    @CsvSource({"$$, $", "$$.Execution.Id, $.Execution.Id", "$$['Map'], $['Map']"})
    void startsFromTheContextObject(String text, String path) {
        assertThat(PathReference.parse(text)).isEqualTo(new PathReference.Context(text, JsonPath.parse(path)));
    }

    @ParameterizedTest
    @CsvSource({"$x, x, $", "$x.y[0], x, $.y[0]", "$größe_1['a'], größe_1, $['a']"})
    void startsFromAVariable(String text, String name, String path) {
        assertThat(PathReference.parse(text)).isEqualTo(new PathReference.Variable(text, name, JsonPath.parse(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "$1x", "$x y", "$-", "$x.", "$$x"})
    void refusesAnythingElse(String text) {
        assertThatExceptionOfType(PathSyntaxException.class).isThrownBy(() -> PathReference.parse(text));
    }

    @Test
    void aVariableNameStartsAsAnIdentifier() {
        assertThatExceptionOfType(PathSyntaxException.class).isThrownBy(() -> PathReference.parse("$9"));
    }
}
