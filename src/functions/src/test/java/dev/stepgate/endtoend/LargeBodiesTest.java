// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /execute/large` and `/execute/uploads`: bodies that are too long for an execution's input.
@ExtendWith(DeploymentExtension.class)
class LargeBodiesTest {
    private static final String LARGE = "/execute/large";

    private final Rest rest;

    LargeBodiesTest(Deployment deployment) {
        this.rest = deployment.restClient();
    }

    @Test
    void aBodyOfThreeMegabytesIsRedeemedByTheWorkflow() {
        String body = "{\"it's\":\"" + "\\u00e9 \\\"$x\\\" #if ".repeat(150_000) + "\"}";

        Answer accepted = rest.post(LARGE, Rest.JSON, body);

        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        String own = "/execute/executions/" + accepted.json().path("id").asText();
        assertThat(accepted.headers().firstValue("Location").orElseThrow()).endsWith(own);
        Answer ended = await().atMost(Deployment.PATIENCE)
                .until(() -> rest.get(own), answer -> !answer.text().contains("RUNNING"));
        assertThat(ended.json().path("status").asText()).as(ended.text()).isEqualTo("SUCCEEDED");
        assertThat(ended.json().at("/input/claim/size").asLong()).isEqualTo(body.length());
    }

    @Test
    void theRefusalOfALongBodyNamesTheWayOn() {
        Answer refused = rest.post("/execute", Rest.JSON, "\"" + "x".repeat(262_143) + "\"");

        refused.isErrorForOtherOrigins(413);
        assertThat(refused.json().at("/error/message").asText()).contains("POST /execute/large");
    }

    @Test
    void aBodyThatAFunctionCannotTakeIsTooLarge() {
        rest.post(LARGE, Rest.JSON, "\"" + "x".repeat(6 * 1024 * 1024) + "\"").isErrorForOtherOrigins(413);
        rest.post("/execute", Rest.JSON, "\"" + "\\\"".repeat(4 * 1024 * 1024) + "\"")
                .isErrorForOtherOrigins(413);
    }

    @Test
    void aClaimThatAClientWritesIsNotRedeemed() {
        String claim = "{\"claim\":{\"bucket\":\"b\",\"key\":\"bodies/other/00\",\"size\":1,\"sha256\":\"00\"}}";
        String arn = rest.post("/execute", Rest.JSON, claim).isStarted();
        String own = "/execute/executions/" + arn.substring(arn.lastIndexOf(':') + 1);

        Answer ended = await().atMost(Deployment.PATIENCE)
                .until(() -> rest.get(own), answer -> !answer.text().contains("RUNNING"));
        assertThat(ended.json().path("status").asText()).isEqualTo("FAILED");
        assertThat(ended.text()).doesNotContain("stackTrace");
    }

    @Test
    void aKeyStartsOneExecution() {
        String key = "large-" + System.nanoTime();

        assertThat(rest.post(LARGE, Rest.JSON, "{}", "Idempotency-Key", key).status())
                .isEqualTo(202);
        assertThat(rest.post(LARGE, Rest.JSON, "{}", "Idempotency-Key", key).status())
                .isEqualTo(202);
        rest.post(LARGE, Rest.JSON, "[]", "Idempotency-Key", key).isErrorForOtherOrigins(409);
        rest.post(LARGE, Rest.JSON, "{}", "Idempotency-Key", "a b").isErrorForOtherOrigins(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "hello", "{\"a\":1}}"})
    void aBodyThatIsNotJsonIsRefused(String body) {
        rest.post(LARGE, Rest.JSON, body).isErrorForOtherOrigins(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sha256\":\"00\"}", "{\"sha256\":7}", "[]"})
    void anUploadIsPreparedForAHashOnly(String body) {
        rest.post("/execute/uploads", Rest.JSON, body).isErrorForOtherOrigins(400);
    }
}
