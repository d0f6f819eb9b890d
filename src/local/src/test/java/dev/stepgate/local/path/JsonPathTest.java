// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Cases;
import dev.stepgate.local.json.Json;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonPathTest {
    static Stream<Arguments> paths() {
        return Cases.of(JsonPathTest.class, "paths.jsonl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void reads(String name, JsonNode row) {
        String text = row.get("path").textValue();
        if (row.has("refused")) {
            assertThatExceptionOfType(PathSyntaxException.class).isThrownBy(() -> JsonPath.parse(text));
            return;
        }
        JsonPath path = JsonPath.parse(text);
        if (row.has("definite")) {
            assertThat(path.isDefinite()).isEqualTo(row.get("definite").booleanValue());
        }
        if (row.has("fails")) {
            assertThatExceptionOfType(PathException.class)
                    .isThrownBy(() -> path.read(row.get("input")))
                    .withMessage(row.get("fails").textValue());
            assertThat(path.find(row.get("input"))).isEmpty();
        } else {
            assertThat(path.read(row.get("input"))).isEqualTo(row.get("gives"));
            assertThat(path.find(row.get("input")))
                    .isEqualTo(Optional.of(row.get("gives")).filter(_ -> !row.has("absent")));
        }
    }

    @Test
    void namesThePathAsWrittenInAnInvalidPathCause() {
        assertThatExceptionOfType(PathException.class)
                .isThrownBy(() -> JsonPath.parse("$.a").read(Json.parse("{}")))
                .satisfies(
                        e -> assertThat(e.invalidPath()).isEqualTo("Invalid path '$.a' : No results for path: $['a']"));
    }

    @Test
    void parsesAPathOnce() {
        assertThat(JsonPath.parse("$.once")).isSameAs(JsonPath.parse("$.once"));
    }
}
