// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.Cases;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.json.Json;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aTextInAFilterMayBeLong() {
        String text = "x".repeat(100_000);

        assertThat(JsonPath.parse("$[?(@ == '" + text + "')]").read(Json.parse("[\"" + text + "\", \"y\"]")))
                .hasSize(1);
    }

    @Test
    void parsesAPathOnce() {
        assertThat(JsonPath.parse("$.once")).isSameAs(JsonPath.parse("$.once"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..name",
                "$[?(@.name == 'x')]",
                "$[?(@.name =~ /[a-z]+y/)]",
                "$[*].name",
                "$[?(@.name in $[*].name)]"
            })
    void isGivenUpWhenTheValueIsNoLongerNeeded(String path) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 1_100; i++) {
            data.addObject().put("name", "item number " + i);
        }

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> JsonPath.parse(path).read(data, () -> true));
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> JsonPath.parse(path).find(data, () -> true));
    }

    @Test
    void aRegularExpressionCanBeGivenUpMidway() {
        JsonNode data = Json.parse("[{\"name\":\"" + "x".repeat(2_000) + "\"}]");

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> JsonPath.parse("$[?(@.name =~ /[a-z]+y/)]").read(data, () -> true));
    }

    @Test
    void refusesMoreThanAMillionMatches() {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 1_001; i++) {
            data.add(i);
        }
        ArrayNode shared = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 1_001; i++) {
            shared.add(data);
        }

        assertThatExceptionOfType(EvaluationLimitException.class)
                .isThrownBy(() -> JsonPath.parse("$[*][*]").read(shared))
                .withMessage("The evaluation makes more than 1000000 matches of a path.");
    }
}
