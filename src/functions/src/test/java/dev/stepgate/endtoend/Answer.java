// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.test.RestAnswer;
import java.net.http.HttpHeaders;
import java.util.List;

/// An answer, and assertions about it.
record Answer(RestAnswer answer) {
    int status() {
        return answer.status();
    }

    HttpHeaders headers() {
        return answer.headers();
    }

    String text() {
        return answer.text();
    }

    JsonNode json() {
        return Json.parse(text());
    }

    void isOk(String json) {
        assertThat(text()).isEqualToIgnoringWhitespace(json);
        assertThat(status()).isEqualTo(200);
    }

    /// Verifies a 200 with `{"executionArn", "startDate"}`; returns the ARN.
    String isStarted() {
        assertThat(status()).as(text()).isEqualTo(200);
        assertThat(json().properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("executionArn", "startDate");
        assertThat(json().path("startDate").isNumber()).isTrue();
        return json().path("executionArn").asText();
    }

    /// Verifies the common error shape.
    void isError(int expected) {
        assertThat(status()).as(text()).isEqualTo(expected);
        assertErrorShape(text());
    }

    /// Verifies the common error shape, with the origin that may read it.
    void isErrorForOtherOrigins(int expected) {
        isError(expected);
        assertThat(headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    }

    /// Verifies `{"error":{"code","message","requestId"}}`: all three are strings, and there is nothing else.
    static void assertErrorShape(String text) {
        JsonNode json = Json.parse(text);
        assertThat(json.properties())
                .as(text)
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("error");
        for (String member : List.of("code", "message", "requestId")) {
            assertThat(json.path("error").path(member).asText()).as(member).isNotEmpty();
        }
        assertThat(json.path("error")).as(text).hasSize(3);
        assertThat(text).doesNotContain("Exception", "$context", "#set", "\tat ");
    }
}
