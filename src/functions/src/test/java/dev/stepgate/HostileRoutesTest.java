// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.RestClient;
import dev.stepgate.test.WebSocketClient;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hostile texts in the ids, keys, bodies and signatures of the routes that [HostileRequestsTest] does not ask,
/// and in messages of the WebSocket: an answer is a success or a 4xx in the error shape, and neither it nor a
/// line of a function tells of ARNs, accounts, tokens, secrets or stacks.
class HostileRoutesTest {
    private static final int CASES = 100;
    private static final String JSON = "application/json";
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final LocalRuntime RUNTIME = LocalRuntime.start(
            RuntimeOptions.of(Path.of("template.yaml"))
                    .withParameters(Map.of(
                            "ThrottlingRateLimit", "9999",
                            "ThrottlingBurstLimit", "5000",
                            "RamenRateLimit", "9999",
                            "RamenConcurrency", "500",
                            "RamenTimerSeconds", "0")),
            RuntimeDependencies.real(event -> {
                if (event instanceof LogEvent.FunctionLine line) {
                    LINES.add(line.text());
                }
            }));
    private static final RestClient REST = RestClient.of(URI.create(RUNTIME.api("RestApi") + "/api"));

    @AfterAll
    static void stop() {
        RUNTIME.close();
        assertThat(LINES)
                .noneMatch(line -> line.contains("taskToken") || line.contains("secret") || line.contains("\"body\""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /execute/executions/",
        "GET, /ramen/executions/",
        "DELETE, /ramen/executions/",
        "GET, /async/executions/"
    })
    void anInvalidIdIsRefused(String method, String path) {
        HostileTexts texts = new HostileTexts(21);
        for (int i = 0; i < CASES; i++) {
            assertRefused(REST.send(method, path + encoded("x" + texts.text()), ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/execute", "/execute/large", "/ramen/start-execution", "/ramen/executions"})
    void aKeyNamesAnExecutionOrIsRefused(String path) {
        HostileTexts texts = new HostileTexts(22);
        for (int i = 0; i < CASES; i++) {
            String key = texts.text().replaceAll("[^\\x20-\\x7e]", "?").strip();
            RestAnswer answer = REST.send("POST", path, "{}", "Content-Type", JSON, "Idempotency-Key", key);

            if (answer.status() < 300) {
                assertThat(key).matches("[A-Za-z0-9_-]{0,40}");
            } else {
                assertRefused(answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/execute/large", "/ramen/executions"})
    void aBodyIsTheInputOrIsRefused(String path) {
        HostileTexts texts = new HostileTexts(23);
        for (int i = 0; i < CASES; i++) {
            RestAnswer answer =
                    REST.send("POST", path, i % 10 == 0 ? texts.text() : texts.body(), "Content-Type", JSON);

            if (answer.status() == 202) {
                assertThat(Json.parse(answer.text()).path("status").asText()).isEqualTo("RUNNING");
                assertTellsNothing(answer);
            } else {
                assertRefused(answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/execute/uploads", "/async/callbacks/", "/async/callbacks/heartbeat/"})
    void unsignedAndMalformedCallbacksAreRefused(String route) {
        HostileTexts texts = new HostileTexts(24);
        for (int i = 0; i < CASES; i++) {
            String id = encoded("x" + texts.text());
            String path = route.equals("/execute/uploads")
                    ? route
                    : "/async/callbacks/" + id + (route.endsWith("heartbeat/") ? "/heartbeat" : "");
            String body = Json.write(texts.object(2).put("sha256", texts.text()));
            String header = texts.text().replaceAll("[^\\x20-\\x7e]", "?").strip();

            assertRefused(REST.send(
                    "POST",
                    path,
                    body,
                    "Content-Type",
                    JSON,
                    "webhook-timestamp",
                    i % 2 == 0 ? "1795780800" : header,
                    "webhook-signature",
                    "v1," + header));
        }
    }

    @Test
    void aMessageOfAWebSocketIsAnsweredWithoutDetails() {
        HostileTexts texts = new HostileTexts(25);
        try (WebSocketClient client = WebSocketClient.open(URI.create(RUNTIME.api("WebSocketApi") + "/api"))) {
            for (int i = 0; i < CASES; i++) {
                JsonNode message = texts.object(2)
                        .put("action", "start")
                        .put("id", i % 2 == 0 ? texts.text() : "m" + i)
                        .put("seconds", 0);
                client.send(Json.write(message));
            }
            for (int i = 0; i < 2 * CASES; i++) {
                String answer = client.next();

                assertThat(Json.parse(answer).isObject()).isTrue();
                assertThat(answer).doesNotContain("arn:aws:states", "stackTrace", "connectionId");
            }
        }
    }

    private static void assertRefused(RestAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(Json.parse(answer.text()).path("error").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("code", "message", "requestId");
        assertTellsNothing(answer);
    }

    private static void assertTellsNothing(RestAnswer answer) {
        List.of("arn:aws", "123456789012", "Exception", "stackTrace", "\tat ")
                .forEach(secret -> assertThat(answer.text()).doesNotContain(secret));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
