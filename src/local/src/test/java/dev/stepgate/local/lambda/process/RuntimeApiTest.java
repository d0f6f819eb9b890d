// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paths, headers and status codes of "Using the Lambda runtime API for custom runtimes" (2018-06-01); the
/// error bodies are those of aws-lambda-runtime-interface-emulator 1.x, `rapi/rendering/render_error.go`.
class RuntimeApiTest {
    private static final String CALL = "/2018-06-01/runtime/invocation/id-1/";

    private final Recorded sandbox = new Recorded();
    private final RuntimeApi api = new RuntimeApi(sandbox);

    /// One event, `id-1`, and its outcome.
    private static final class Recorded implements RuntimeApi.Sandbox {
        private final List<ProcessOutcome> outcomes = new ArrayList<>();
        private final List<String> initErrors = new ArrayList<>();
        private Optional<String> clientContext = Optional.empty();
        private Optional<String> identity = Optional.empty();

        @Override
        public CompletionStage<RuntimeApi.Taken> next() {
            byte[] payload = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
            RuntimeEvent event = new RuntimeEvent(
                    "id-1", payload, "arn:f", "Root=1-2-3;Parent=4;Sampled=0", clientContext, identity);
            return CompletableFuture.completedFuture(new RuntimeApi.Taken(event, 1_700_000_000_000L));
        }

        @Override
        public boolean end(String requestId, ProcessOutcome outcome) {
            outcomes.add(outcome);
            return requestId.equals("id-1");
        }

        @Override
        public boolean initError(byte[] error) {
            initErrors.add(new String(error, StandardCharsets.UTF_8));
            return initErrors.size() == 1;
        }
    }

    private HttpResponse send(String method, String path, Headers headers, String body) {
        return api.handle(HttpRequest.of(method, path, headers, body.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
    }

    private HttpResponse post(String path, String body) {
        return send("POST", path, Headers.none(), body);
    }

    @Test
    void theNextEventComesWithEveryHeaderThatIsDocumented() {
        sandbox.clientContext = Optional.of("{\"custom\":{\"k\":\"\u00e4\"}}");
        sandbox.identity = Optional.of("{\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}");

        HttpResponse next = send("GET", "/2018-06-01/runtime/invocation/next", Headers.none(), "");

        assertThat(next.status()).isEqualTo(200);
        assertThat(next.text()).isEqualTo("{\"a\":1}");
        assertThat(next.headers().first("Lambda-Runtime-Aws-Request-Id")).contains("id-1");
        assertThat(next.headers().first("Lambda-Runtime-Deadline-Ms")).contains("1700000000000");
        assertThat(next.headers().first("Lambda-Runtime-Invoked-Function-Arn")).contains("arn:f");
        assertThat(next.headers().first("Lambda-Runtime-Trace-Id")).contains("Root=1-2-3;Parent=4;Sampled=0");
        assertThat(next.headers().first("Lambda-Runtime-Client-Context")).contains("{\"custom\":{\"k\":\"\\u00e4\"}}");
        assertThat(next.headers().first("Lambda-Runtime-Cognito-Identity"))
                .contains("{\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}");
    }

    @Test
    void headersWithoutAValueAreAbsent() {
        HttpResponse next = send("GET", "/2018-06-01/runtime/invocation/next", Headers.none(), "");

        assertThat(next.headers().contains("Lambda-Runtime-Client-Context")).isFalse();
        assertThat(next.headers().contains("Lambda-Runtime-Cognito-Identity")).isFalse();
    }

    @Test
    void anAnswerIsAccepted() {
        HttpResponse accepted = post(CALL + "response", "[1]");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(Json.parse(accepted.text())).isEqualTo(Json.parse("{\"status\": \"OK\"}"));
        assertThat(sandbox.outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProcessOutcome.Answered.class,
                        answered -> assertThat(answered.payload()).asString().isEqualTo("[1]"));
    }

    @Test
    void anErrorIsAcceptedAsItIs() {
        String error = "{\"errorMessage\": \"no\", \"errorType\": \"Refused\"}";

        assertThat(post(CALL + "error", error).status()).isEqualTo(202);
        assertThat(sandbox.outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProcessOutcome.Failed.class,
                        failed -> assertThat(failed.error()).asString().isEqualTo(error));
    }

    @Test
    void anErrorWithoutJsonIsWhatTheHeaderSays() {
        HttpResponse accepted = send(
                "POST", CALL + "error", Headers.of("Lambda-Runtime-Function-Error-Type", "Runtime.Own"), "it broke");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(sandbox.outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProcessOutcome.Failed.class,
                        failed -> assertThat(Json.parse(failed.error()))
                                .isEqualTo(Json.parse(
                                        "{\"errorMessage\": \"it broke\", \"errorType\": \"Runtime.Own\"}")));
    }

    @Test
    void anotherRequestIdIsRefused() {
        HttpResponse refused = post("/2018-06-01/runtime/invocation/other/response", "1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Json.parse(refused.text()))
                .isEqualTo(
                        Json.parse("{\"errorMessage\": \"Invalid request ID\", \"errorType\": \"InvalidRequestID\"}"));
    }

    /// `Exceeded maximum allowed payload size (6291556 bytes).`
    @Test
    void anAnswerThatIsTooLargeIsRefusedAndTheCallerGetsAnError() {
        HttpResponse refused = post(CALL + "response", "a".repeat(6_291_557));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(Json.parse(refused.text()).get("errorMessage").asText())
                .isEqualTo("Exceeded maximum allowed payload size (6291556 bytes).");
        assertThat(sandbox.outcomes).singleElement().isInstanceOf(ProcessOutcome.TooLarge.class);
    }

    @Test
    void responseStreamingIsRefusedByName() {
        Headers streaming = Headers.of("Lambda-Runtime-Function-Response-Mode", "streaming");

        HttpResponse refused = send("POST", CALL + "response", streaming, "part");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("response streaming is not here");
        assertThat(sandbox.outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ProcessOutcome.Failed.class,
                        failed -> assertThat(failed.error()).asString().contains("response streaming is not here"));
    }

    @Test
    void aProcessReportsAFailedInitializationOnce() {
        String error = "{\"errorMessage\":\"no\",\"errorType\":\"Runtime.ImportModuleError\"}";

        assertThat(post("/2018-06-01/runtime/init/error", error).status()).isEqualTo(202);
        assertThat(sandbox.initErrors).containsExactly(error);
        assertThat(post("/2018-06-01/runtime/init/error", error).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /2020-01-01/extension/register          | 404 | extensions are not here
            GET  | /2018-06-01/runtime/restore/next        | 404 | SnapStart is not here
            GET  | /2018-06-01/runtime/other               | 404 | has no GET /2018-06-01/runtime/other
            POST | /2018-06-01/runtime/invocation/next     | 405 | POST is not allowed here
            GET  | /2018-06-01/runtime/invocation/x/error  | 405 | GET is not allowed here
            """)
    void everythingElseIsRefusedByName(String method, String path, int status, String text) {
        HttpResponse refused = send(method, path, Headers.none(), "");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text()).contains(text);
    }
}
