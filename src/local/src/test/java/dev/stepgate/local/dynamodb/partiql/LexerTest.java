// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LexerTest {

    @Test
    void anyNumberOfCommentsIsLeftOut() {
        String comments = "--\n/* */".repeat(100_000);

        assertThat(Lexer.tokens(comments + "SELECT" + comments))
                .extracting(Token::text)
                .containsExactly("SELECT", "");
    }
}
