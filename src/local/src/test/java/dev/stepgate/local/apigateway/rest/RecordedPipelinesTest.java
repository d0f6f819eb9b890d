// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.Recordings;
import dev.stepgate.local.apigateway.EchoServer;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Methods with API Gateway's recorded answers. The recordings are not part of the project: they are read
/// from the folder `shared/conformance` in this folder or in one above it.
class RecordedPipelinesTest {
    private static EchoServer echo;

    @BeforeAll
    static void start() throws IOException {
        echo = new EchoServer();
    }

    @AfterAll
    static void stop() {
        echo.close();
    }

    @TestFactory
    Stream<DynamicTest> answersWhatApiGatewayAnswered() {
        List<JsonNode> rows = Recordings.read("vtl.jsonl");
        assumeTrue(!rows.isEmpty(), "no recordings here");
        return rows.stream()
                .filter(row -> row.path("kind").asText().equals("pipeline"))
                .map(row -> DynamicTest.dynamicTest(row.path("id").asText(), () -> run(row)));
    }

    private static void run(JsonNode row) {
        HttpResponse response = RecordedMethod.of(row, echo).call();

        for (JsonNode expected : row.path("expected")) {
            JsonNode value = expected.has("recorded") ? expected.get("recorded") : expected.get("asserted");
            check(expected.path("of").asText(), value, response);
        }
    }

    private static void check(String of, JsonNode expected, HttpResponse response) {
        switch (of) {
            case ".status_code" -> assertThat(response.status()).isEqualTo(expected.asInt());
            case ".text" -> assertThat(response.text()).isEqualTo(expected.asText());
            case ".content" -> assertThat(response.text()).isEqualTo(content(expected));
            case ".json()" -> assertMatches(Json.parse(response.text()), expected, "$");
            default -> {
                JsonNode member = Json.parse(response.text());
                for (String name : of.substring(".json().".length()).split("\\.")) {
                    member = member.path(name);
                }
                assertMatches(member, expected, of);
            }
        }
    }

    /// Parses a Python bytes literal, or `{"$bytes": ...}`.
    private static String content(JsonNode expected) {
        return expected.isObject()
                ? expected.path("$bytes").asText()
                : expected.asText().replaceFirst("^b'", "").replaceFirst("'$", "");
    }

    /// Compares values; texts in angle brackets stand for values that differ from run to run.
    private static void assertMatches(JsonNode actual, JsonNode expected, String place) {
        if (expected.isTextual() && expected.asText().matches("<.*>")) {
            assertThat(actual.isValueNode() && !actual.asText().isEmpty())
                    .as(place)
                    .isTrue();
        } else if (expected.isObject() && actual.isObject()) {
            assertThat(names(actual)).as(place).containsExactlyInAnyOrderElementsOf(names(expected));
            expected.properties()
                    .forEach(member -> assertMatches(
                            actual.path(member.getKey()), member.getValue(), place + "." + member.getKey()));
        } else {
            assertThat(actual.isMissingNode() && expected.isNull() ? expected : actual)
                    .as(place)
                    .isEqualTo(expected);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
