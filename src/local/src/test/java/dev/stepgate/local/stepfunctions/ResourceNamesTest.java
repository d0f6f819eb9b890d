// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The characters that a name must not contain, in the words of
/// [StartExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html), `name`.
class ResourceNamesTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                ' ', '\t', '<', '>', '{', '}', '[', ']', '?', '*', '"', '#', '%', '\\', '^', '|', '~', '`', '$', '&',
                ',', ';', ':', '/', 0x00, 0x1f, 0x7f, 0x80, 0x9f, 0xfffe, 0xffff, 0xd800, 0xdbff, 0xdc00, 0xdfff
            })
    void theseAreRefusedWhereverTheyAre(int character) {
        for (String name : new String[] {"%sab", "a%sb", "ab%s"}) {
            assertThatThrownBy(() -> ResourceNames.check(name.formatted(Character.toString(character))))
                    .hasMessageContaining("Invalid Name");
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                'a', 'Z', '0', '-', '_', '.', '+', '=', '@', '!', '\'', '(', ')', 0xa0, 0xe9, 0xfffd, 0x10000, 0x1f600
            })
    void othersAreGood(int character) {
        String name = "a" + Character.toString(character) + "b";

        assertThat(ResourceNames.check(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\udc00\ud800", "\ud800\ud800\udc00", "\ud800\udc00\udc00"})
    void halvesOfPairsAreRefusedBesidePairs(String name) {
        assertThatThrownBy(() -> ResourceNames.check(name)).hasMessageContaining("Invalid Name");
    }
}
