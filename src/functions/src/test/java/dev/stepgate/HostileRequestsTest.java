// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sends hostile requests through the whole REST API: the data comes back unchanged, or the answer is a 4xx
/// in the error shape; never an injection, never a 5xx.
class HostileRequestsTest {
    private static final int CASES = 200;
    private static final RuntimeOptions OPTIONS = RuntimeOptions.of(Path.of("template.yaml"))
            .withParameters(
                    Map.of("ThrottlingRateLimit", "9999", "ThrottlingBurstLimit", "5000", "RamenTimerSeconds", "0"));

    private static final LocalRuntime RUNTIME = LocalRuntime.start(OPTIONS, RuntimeDependencies.real(RuntimeLog.NONE));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        RUNTIME.close();
        CLIENT.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/execute, application/json",
        "/ramen/start-execution, application/json",
        "/ramen/start-execution, application/x-www-form-urlencoded"
    })
    void aBodyIsTheExecutionsInput(String path, String contentType) throws Exception {
        HostileTexts texts = new HostileTexts(11);

        for (int i = 0; i < CASES; i++) {
            String body = i % 10 == 0 ? texts.text() : texts.body();
            HttpResponse<String> answer = post(path, contentType, body);

            if (answer.statusCode() == 200) {
                String arn = Json.parse(answer.body()).path("executionArn").textValue();
                assertThat(input(arn)).isEqualTo(body.isEmpty() ? "{}" : body);
            } else {
                assertRefused(answer);
            }
        }
    }

    @Test
    void anIdStaysOneText() throws Exception {
        HostileTexts texts = new HostileTexts(12);

        for (int i = 0; i < CASES; i++) {
            String id = texts.text();
            String query = encoded(texts.text()) + "=" + encoded(texts.text());
            HttpResponse<String> answer = get("/" + (1 + i % 2) + "/users/" + encoded(id) + "?" + query);

            if (answer.statusCode() == 200) {
                assertThat(Json.parse(answer.body()).path("user").textValue()).isEqualTo(id);
            } else {
                assertRefused(answer);
            }
        }
    }

    @Test
    void aHostileVersionIsRefused() throws Exception {
        HostileTexts texts = new HostileTexts(13);

        for (int i = 0; i < CASES; i++) {
            assertRefused(get("/x" + encoded(texts.text()) + "/users/10"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ramen/describe-execution, application/json, executionArn",
        "/ramen/describe-execution, application/x-www-form-urlencoded, executionArn",
        "/async, application/json, waitTime"
    })
    void aHostileMemberIsRefused(String path, String contentType, String member) throws Exception {
        HostileTexts texts = new HostileTexts(14);

        for (int i = 0; i < CASES; i++) {
            assertRefused(post(path, contentType, Json.write(texts.object(2).put(member, texts.text()))));
            assertRefused(post(path, contentType, texts.json()));
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        JsonNode error = Json.parse(answer.body()).path("error");
        assertThat(error.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("code", "message", "requestId");
    }

    private static String input(String executionArn) {
        return RUNTIME.call(
                        "states",
                        "DescribeExecution",
                        Json.mapper().createObjectNode().put("executionArn", executionArn))
                .toCompletableFuture()
                .join()
                .path("input")
                .textValue();
    }

    private static HttpResponse<String> post(String path, String contentType, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(RUNTIME.api("RestApi") + "/api" + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
