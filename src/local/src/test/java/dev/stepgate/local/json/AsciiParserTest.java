// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jackson itself says what is right.
class AsciiParserTest {
    private static final int LONG = 2_000;

    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"a\":",
        "\\",
        "\\u0041",
        "\\u00e9",
        "\\ud83d",
        "\\n",
        "\\x",
        "0",
        "-",
        "1",
        "12",
        "1.5",
        "e3",
        "E-2",
        ".",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "\t",
        "\u0001",
        "?",
        "é",
        "2147483648",
        "9223372036854775807",
        "{\"a\":1}",
        "[1,2]"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " { \"a\" : [ 1 , 2 ] } ",
                "0",
                "-0",
                "-0.0",
                "01",
                "2147483647",
                "2147483648",
                "-2147483648",
                "-2147483649",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "123456789012345678901234567890",
                "1.0",
                "1e5",
                "1E+5",
                "1.5e-7",
                "1e400",
                "1.",
                ".5",
                "1e",
                "+1",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,}",
                "[1,]",
                "{\"a\"}",
                "{a:1}",
                "\"\\u00e9\\ud83d\\ude00\\/\\b\\f\"",
                "\"\\u004\"",
                "\"\\\"",
                "\"abc",
                "\"a\nb\"",
                "tru",
                "nulls",
                "NaN",
                "\"?\"",
                "",
                " ",
                "{\"\":{\"\\\"\":\"\\\\\"}}"
            })
    void readsWhatJacksonReads(String text) {
        check(text);
    }

    @Test
    void readsRandomTextsAsJacksonDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = 1 + random.nextInt(9); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString());
        }
    }

    @Test
    void readsAndWritesRandomTreesAsJacksonDoes() throws JsonProcessingException {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            JsonNode tree = tree(random, 0);
            String text = JACKSON.writeValueAsString(tree);

            assertThat(Json.parse(text)).isEqualTo(JACKSON.readTree(text));
            assertThat(Json.parse(" ".repeat(LONG) + tree.toPrettyString())).isEqualTo(JACKSON.readTree(text));
            assertThat(Json.write(tree)).isEqualTo(text);
            assertThat(Json.bytes(tree)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonNode tree(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> JACKSON.getNodeFactory().numberNode(random.nextInt());
            case 1 -> JACKSON.getNodeFactory().numberNode(random.nextLong());
            case 2 ->
                JACKSON.getNodeFactory().numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 3 -> JACKSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 4 -> JACKSON.getNodeFactory().nullNode();
            case 5 -> JACKSON.getNodeFactory().textNode(text(random));
            case 6 -> {
                var array = JACKSON.createArrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(tree(random, depth + 1));
                }
                yield array;
            }
            default -> {
                var object = JACKSON.createObjectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), tree(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void check(String text) {
        checkAlone(text);
        checkAlone(" ".repeat(LONG) + text);
    }

    private static void checkAlone(String text) {
        Optional<JsonNode> expected = jackson(text);

        assertThat(ours(text)).as(text).isEqualTo(expected);
        assertThat(oursOfBytes(text)).as(text).isEqualTo(expected);
    }

    private static Optional<JsonNode> jackson(String text) {
        try {
            return Optional.ofNullable(JACKSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> ours(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonSyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> oursOfBytes(String text) {
        try {
            return Optional.of(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonSyntaxException _) {
            return Optional.empty();
        }
    }
}
