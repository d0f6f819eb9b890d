// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-12",
                "123456789012",
                "1.5",
                "1e300",
                "\"\"",
                "\"plain\"",
                "\"quote \\\" slash \\\\ line \\n tab \\t bell \\u0007 del \\u007f\"",
                "\"äöü €uro \\uD83D\\uDE00\"",
                "[1,[2,{}],null]",
                "{\"a\":{\"b\":[1,2,3]},\"ключ\":\"значение\"}",
                "[\"a\",\"b\"]"
            })
    void isTheLengthOfTheTextInUtf8(String json) {
        JsonNode data = Json.parse(json);

        assertThat(DataSize.of(data)).isEqualTo(Json.write(data).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void letsThroughExactly256KiB() {
        assertThat(DataSize.exceedsLimit(TextNode.valueOf("x".repeat(256 * 1024 - 2))))
                .isFalse();
        assertThat(DataSize.exceedsLimit(TextNode.valueOf("x".repeat(256 * 1024 - 1))))
                .isTrue();
    }
}
