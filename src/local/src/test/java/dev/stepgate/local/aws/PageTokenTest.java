// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    @Test
    void aTokenLeadsToTheItemsAfterIt() {
        Page<String> first = Page.of(List.of("a", "ö", "☃"), Function.identity(), 2, Optional.of(""));

        Page<String> second = Page.of(List.of("a", "ö", "☃"), Function.identity(), 2, first.next());

        assertThat(first.items()).containsExactly("a", "ö");
        assertThat(second.items()).containsExactly("☃");
        assertThat(second.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "AP8A", "AAAA", "eyJhIjoxfQ==", "99999999999999999999", "-1", "☃"})
    void aTextThatNoListHasAnsweredIsRefused(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.of(List.of("a"), Function.identity(), 1, Optional.of(token)));
    }
}
