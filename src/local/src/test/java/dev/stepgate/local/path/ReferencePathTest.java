// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePathTest {
    static Stream<Arguments> writes() {
        return Cases.of(ReferencePathTest.class, "writes.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void writes(String name, JsonNode row) {
        ReferencePath path = ReferencePath.parse(row.get("path").textValue());
        JsonNode before = row.get("into").deepCopy();
        if (row.has("fails")) {
            assertThatExceptionOfType(PathException.class)
                    .isThrownBy(() -> path.write(row.get("into"), row.get("value")))
                    .withMessage(row.get("fails").textValue());
        } else {
            JsonNode written = path.write(row.get("into"), row.get("value"));

            assertThat(Json.write(written)).isEqualTo(Json.write(row.get("gives")));
            assertThat(path.read(written)).contains(row.get("value"));
        }
        assertThat(row.get("into")).isEqualTo(before);
    }

    /// Operators that may refer to more than one node: States Language, Reference Paths.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.a[*]",
                "$..a",
                "$.*",
                "$.a[0,1]",
                "$.a[1:2]",
                "$.a[?(@.b)]",
                "$['a','b']",
                "$.a.length()",
                "a",
                "",
                "$.",
                "$.a[",
                "$.a['b'",
                "$.a[x]",
                "$ .a",
                "$.a b",
                "$.@"
            })
    void refusesAnythingThatCanNameMoreThanOneNode(String text) {
        assertThatExceptionOfType(PathSyntaxException.class).isThrownBy(() -> ReferencePath.parse(text));
    }
}
