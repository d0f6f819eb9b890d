// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.FunctionContext;
import dev.stepgate.callback.VerifyCallback.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCallbackTest {
    private static final String ID = "3f8c1e2a-7d56-4a0b-9c1d-2e4f6a8b0c1d";
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String BODY = "{\"status\":200}";

    private final VerifyCallback verify =
            new VerifyCallback(SecretsTest.holding("of today", "of yesterday"), Clock.fixed(NOW, ZoneOffset.UTC));

    /// `printf '%s' 'ID.1795780800.{"status":200}' | openssl dgst -sha256 -hmac 'of today' -binary | base64`.
    @Test
    void theSignatureIsThatOfStandardWebhooks() {
        assertThat(WebhookSignature.of(ID, NOW, BODY).by("of today"))
                .isEqualTo("v1,p188q+yLNqB2Xt0NUDWClZdg2DuYBF3JeIEISRBx8gI=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"of today", "of yesterday"})
    void aBodyThatIsSignedIsTheTasksOutput(String secret) {
        assertThat(verdict("callback", BODY, 0, secret)).isEqualTo(new Verdict("success", BODY, "", ""));
    }

    @Test
    void anotherSecretIsNoSignature() {
        assertThat(verdict("callback", BODY, 0, "of tomorrow")).isEqualTo(Verdict.of("unsigned"));
    }

    @ParameterizedTest
    @CsvSource({"-301, unsigned", "-300, success", "300, success", "301, unsigned"})
    void aSignatureIsGoodForFiveMinutes(long seconds, String verdict) {
        assertThat(verdict("callback", BODY, seconds, "of today").verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"id, x", "timestamp, 1795780801", "body, {}", "signature, v1"})
    void aSignedBodyCannotBeChanged(String member, String value) {
        Map<String, String> request = signed("callback", BODY, NOW, "of today");
        request.put(member, value);

        assertThat(verify.handleRequest(request, new FunctionContext("VerifyCallback")))
                .isEqualTo(Verdict.of("unsigned"));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp, ''",
        "timestamp, 1e9",
        "timestamp, -1",
        "timestamp, 9999999999999",
        "signature, ''",
        "id, 'a b'"
    })
    void aMalformedSignatureIsRefused(String member, String value) {
        Map<String, String> request = signed("callback", BODY, NOW, "of today");
        request.put(member, value);

        assertThat(verify.handleRequest(request, new FunctionContext("VerifyCallback")))
                .isEqualTo(Verdict.of("unsigned"));
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        Map<String, String> request = signed("callback", BODY, NOW, "of today");
        request.merge("signature", "v1,bm90IGl0 ", (good, other) -> other + good);

        assertThat(verify.handleRequest(request, new FunctionContext("VerifyCallback"))
                        .verdict())
                .isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "[]",
                "null",
                "{} {}",
                "{\"error\":7}",
                "{\"error\":\"E\",\"cause\":{}}",
                "{\"a\":[1e400]}"
            })
    void aBodyThatIsNotAnObjectIsMalformed(String body) {
        assertThat(verdict("callback", body, 0, "of today")).isEqualTo(Verdict.of("malformed"));
    }

    @Test
    void aBodyWithAnErrorIsAFailure() {
        assertThat(verdict("callback", "{\"error\":\"E\",\"cause\":\"C\"}", 0, "of today"))
                .isEqualTo(new Verdict("failure", "", "E", "C"));
        assertThat(verdict("callback", "{\"error\":\"\"}", 0, "of today"))
                .isEqualTo(new Verdict("failure", "", "", ""));
    }

    @Test
    void errorAndCauseAreNotLongerThanStepFunctionsTakesThem() {
        String body = "{\"error\":\"" + "e".repeat(300) + "\",\"cause\":\"" + "c".repeat(40_000) + "\"}";

        Verdict verdict = verdict("callback", body, 0, "of today");

        assertThat(verdict.error()).hasSize(256);
        assertThat(verdict.cause()).hasSize(32_768);
    }

    @Test
    void anErrorIsNotCutWithinACharacter() {
        String longest = "e".repeat(255);

        assertThat(verdict("callback", "{\"error\":\"" + longest + "\uD83D\uDE00\"}", 0, "of today")
                        .error())
                .isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", ""})
    void anEmptyHeartbeatIsSignedAsItWasSentOrAsItArrives(String sent) {
        Map<String, String> request = signed("heartbeat", sent, NOW, "of today");
        request.put("body", "{}");

        assertThat(verify.handleRequest(request, new FunctionContext("VerifyCallback")))
                .isEqualTo(Verdict.of("heartbeat"));
    }

    private Verdict verdict(String kind, String body, long seconds, String secret) {
        return verify.handleRequest(
                signed(kind, body, NOW.plusSeconds(seconds), secret), new FunctionContext("VerifyCallback"));
    }

    private static Map<String, String> signed(String kind, String body, Instant time, String secret) {
        return new HashMap<>(Map.of(
                "kind",
                kind,
                "id",
                ID,
                "timestamp",
                String.valueOf(time.getEpochSecond()),
                "signature",
                WebhookSignature.of(ID, time, body).by(secret),
                "body",
                body,
                "secretArn",
                "arn"));
    }
}
