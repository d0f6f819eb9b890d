// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":[true,false,null,\"\\u0001\\\"\\\\ü😀\"]}",
                "[]",
                "\"\"",
                "0",
                "-1",
                "1.0",
                "1.5",
                "0.1",
                "12345678901234567890123",
                "9223372036854775807",
                "1.0E21",
                "{\"\":{\"\":[]}}"
            })
    void writesBackWhatItReads(String text) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
    }

    @Test
    void readsUtf8() {
        assertThat(Json.parse("\"€\"".getBytes(StandardCharsets.UTF_8)).textValue())
                .isEqualTo("€");
    }

    /// Jackson itself takes UTF-16 and a byte order mark, and guesses at bytes that are no UTF-8.
    @Test
    void bytesAreReadAsUtf8Only() {
        byte[] utf16 = "[1]".getBytes(StandardCharsets.UTF_16LE);

        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(utf16));
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("\uFEFF[1]".getBytes(StandardCharsets.UTF_8)));
        assertThat(Json.parse(new byte[] {'"', (byte) 0xC3, '"'}).textValue()).isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ü", "😀", "\uD83D"})
    void aLongTextIsReadLikeAShortOne(String end) {
        String value = "x".repeat(5_000) + end;

        assertThat(Json.parse("[\"" + value + "\"]").path(0).textValue()).isEqualTo(value);
    }

    @Test
    void namesThePlaceOfAnErrorInALongText() {
        String text = "\"" + "x".repeat(5_000) + "\"";

        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("[" + text + ",\n x]"))
                .satisfies(e -> assertThat(e.line()).isEqualTo(2))
                .satisfies(e -> assertThat(e.column()).isEqualTo(2))
                .satisfies(e -> assertThatExceptionOfType(JsonSyntaxException.class)
                        .isThrownBy(() -> Json.parse(("[" + text + ",\n x]").getBytes(StandardCharsets.UTF_8)))
                        .withMessage(e.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\"\\/b",
                "\u0000\u001f\u007f\u0080\u2028",
                "€äß",
                "😀 and 𐍈",
                "\ud83d",
                "a\udc00b",
                "\ude00\ud83d"
            })
    void writesTheBytesOfTheText(String text) {
        JsonNode node = Json.parse("{}").deepCopy();
        ((ObjectNode) node)
                .put(text, text)
                .putArray("more")
                .add(text.repeat(3000))
                .add(1.5e300)
                .addNull();

        assertThat(Json.bytes(node)).isEqualTo(Json.write(node).getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 8259
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "1 2",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,]",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "nul",
                "\"\t\"",
                "\"\\x\"",
                "// c\n1",
                "{a:1}"
            })
    void refusesWhatIsNotOneJsonValue(String text) {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(text));
    }

    @Test
    void refusesEndlessNesting() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(deep));
    }

    @Test
    void namesThePlaceOfAnError() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("{\n  \"a\": x\n}"))
                .satisfies(e -> assertThat(e.line()).isEqualTo(2))
                .satisfies(e -> assertThat(e.column()).isEqualTo(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1.0|true",
                "1|1e0|true",
                "100|1E2|true",
                "1|2|false",
                "1|'\"1\"'|false",
                "null|false|false",
                "{\"a\":1,\"b\":[1.0]}|{\"b\":[1],\"a\":1}|true",
                "{\"a\":null}|{}|false",
                "[1,2]|[2,1]|false",
                "0|-0.0|true"
            })
    void comparesValues(String a, String b, boolean equal) {
        assertThat(Json.equal(Json.parse(a), Json.parse(b))).isEqualTo(equal);
        assertThat(Json.equal(Json.parse(b), Json.parse(a))).isEqualTo(equal);
    }

    @ParameterizedTest
    @CsvSource({
        "3,3",
        "-0.0,0",
        "3.5,3.5",
        "4294967296,4294967296",
        "1e18,1000000000000000000",
        "1e19,1.0E19",
        "-1e300,-1.0E300"
    })
    void wholeNumbersHaveNoFraction(double value, String text) {
        assertThat(Json.write(Json.number(value))).isEqualTo(text);
        assertThat(Json.number(value)).isEqualTo(Json.parse(text));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesInfinities(double value) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Json.number(value));
    }

    /// RFC 8259, section 6, lets parsers limit the range of numbers.
    @ParameterizedTest
    @CsvSource({
        "1e400, 1.7e308, 1",
        "1e999999999, 1e400, 0",
        "-1e999999999, -1.7e308, -1",
        "1e-999999999, 0, 0",
        "2, 1e999999999, -1",
        "1.0, 1, 0"
    })
    void comparesNumbersBeyondTheRangeOfADouble(String left, String right, int order) {
        assertThat(Json.decimal(Json.parse(left)).compareTo(Json.decimal(Json.parse(right))))
                .isEqualTo(order);
        assertThat(Json.equal(Json.parse(left), Json.parse(right))).isEqualTo(order == 0);
    }
}
