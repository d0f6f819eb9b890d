// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jackson itself says what is right.
class JsonWriterTest {
    private static final int LONG = 2_000;

    private static final String[] PIECES = {
        "x",
        "\"",
        "\\",
        "\n",
        "\r\t\b\f",
        "\u0000",
        "\u001f",
        "\u007f",
        " ",
        "!",
        "#",
        "[",
        "]",
        "ü",
        "€",
        "😀",
        "\u2028",
        "/",
        "12345678"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"", "\\", "\n", "\u0001", "\u007f", "ü", "€", "😀", "1234567\"", "\u0000\u0000\u0000"})
    void aLongTextIsWrittenAsJacksonWritesIt(String end) throws JsonProcessingException {
        for (int length = LONG; length < LONG + Long.BYTES; length++) {
            check("x".repeat(length) + end);
        }
    }

    @Test
    void randomTextsAreWrittenAsJacksonWritesThem() throws JsonProcessingException {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            int dense = 1 + random.nextInt(20);
            while (text.length() < LONG) {
                text.append(random.nextInt(dense) == 0 ? PIECES[random.nextInt(PIECES.length)] : "abc");
            }
            check(text.toString());
        }
    }

    @Test
    void halfOfASurrogatePairInALongTextStaysInTextsAndIsAQuestionMarkInBytes() {
        TextNode text = TextNode.valueOf("x".repeat(LONG) + "\uD83D");

        assertThat(Json.write(text)).isEqualTo("\"" + text.textValue() + "\"");
        assertThat(new String(Json.bytes(text), StandardCharsets.UTF_8)).isEqualTo("\"" + "x".repeat(LONG) + "?\"");
    }

    private static void check(String text) throws JsonProcessingException {
        String written = new ObjectMapper().writeValueAsString(TextNode.valueOf(text));

        assertThat(Json.write(TextNode.valueOf(text))).isEqualTo(written);
        assertThat(Json.bytes(TextNode.valueOf(text))).isEqualTo(written.getBytes(StandardCharsets.UTF_8));
    }
}
