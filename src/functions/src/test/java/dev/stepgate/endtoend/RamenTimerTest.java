// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /ramen/start-execution` and `/ramen/describe-execution`: a function that takes longer than a request
/// may.
@ExtendWith(DeploymentExtension.class)
class RamenTimerTest {
    private static final String START = "/ramen/start-execution";
    private static final String DESCRIBE = "/ramen/describe-execution";

    private final Deployment deployment;
    private final Rest rest;

    RamenTimerTest(Deployment deployment) {
        this.deployment = deployment;
        this.rest = deployment.restClient();
    }

    @ParameterizedTest
    @ValueSource(strings = {Rest.JSON, Rest.FORM})
    void aStartedExecutionCanBeDescribedUntilItsEnd(String contentType) {
        String arn = rest.post(START, contentType, "{\"input1\":\"test1\"}").isStarted();

        rest.post(DESCRIBE, contentType, executionArn(arn))
                .isOk("{\"input\":{\"input1\":\"test1\"},\"status\":\"RUNNING\"}");
        Answer boiled = await().atMost(Deployment.PATIENCE.plus(deployment.timer()))
                .until(
                        () -> rest.post(DESCRIBE, contentType, executionArn(arn)),
                        answer -> !answer.text().contains("RUNNING"));
        boiled.isOk("""
                {"input":{"input1":"test1"},
                 "output":{"message":"The ramen is boiled. If you don't eat it quickly, it will grow."},
                 "status":"SUCCEEDED"}""");
    }

    @Test
    void anyJsonCanBeTheInput() {
        String input = "{\"a\":\"it's \\\"so\\\" \\\\ $x #if @@ 🍜\",\"b\":[1,null,{}]}";

        String arn = rest.post(START, Rest.JSON, input).isStarted();

        JsonNode described = rest.post(DESCRIBE, Rest.JSON, executionArn(arn)).json();
        assertThat(described.path("input")).isEqualTo(Json.parse(input));
    }

    @Test
    void theExecutionOfAnotherMachineIsNotFound() {
        String arn = rest.post("/execute", Rest.JSON, "{}").isStarted();

        rest.post(DESCRIBE, Rest.JSON, executionArn(arn)).isError(404);
        rest.post(DESCRIBE, Rest.FORM, executionArn(arn)).isError(404);
    }

    @Test
    void anUnknownExecutionIsNotFound() {
        String arn = rest.post(START, Rest.JSON, "{}").isStarted();

        rest.post(DESCRIBE, Rest.JSON, executionArn(arn + "0")).isError(404);
    }

    @Test
    void anExecutionIsAResource() {
        Answer accepted = rest.post("/ramen/executions", Rest.JSON, "{\"input1\":\"test1\"}");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().path("status").asText()).isEqualTo("RUNNING");
        assertThat(accepted.headers().firstValue("Retry-After")).contains("5");
        String path = accepted.headers().firstValue("Location").orElseThrow();
        String own = "/ramen/executions/" + accepted.json().path("id").asText();
        assertThat(path).endsWith(own);
        Answer running = rest.get(own);
        assertThat(running.json().path("status").asText()).isEqualTo("RUNNING");
        assertThat(running.headers().firstValue("Retry-After")).contains("5");
        Answer boiled = await().atMost(Deployment.PATIENCE.plus(deployment.timer()))
                .until(() -> rest.get(own), answer -> !answer.text().contains("RUNNING"));
        assertThat(boiled.json().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(boiled.json().at("/output/message").asText()).startsWith("The ramen is boiled.");
        assertThat(boiled.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void anExecutionCanBeStopped() {
        String own = "/ramen/executions/"
                + rest.post("/ramen/executions", Rest.JSON, "{}")
                        .json()
                        .path("id")
                        .asText();

        assertThat(rest.delete(own).status()).isEqualTo(204);
        Answer stopped = await().atMost(Deployment.PATIENCE)
                .until(() -> rest.get(own), answer -> !answer.text().contains("RUNNING"));
        assertThat(stopped.json().path("status").asText()).isEqualTo("ABORTED");
        assertThat(rest.delete(own).status()).isEqualTo(204);
        rest.delete(own + "0").isErrorForOtherOrigins(404);
        rest.delete("/ramen/executions/%22").isErrorForOtherOrigins(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"executionArn\":\"hello\"}",
                "{\"executionArn\":\"arn:aws:states:us-east-1:123456789012:stateMachine:x\"}",
                "{\"executionArn\":7}",
                "{\"executionArn\":\"\"}",
                "{\"executionArn\":\"it's \\\"\"}",
                "{}",
                "[]",
                "{"
            })
    void textThatIsNotAnArnIsRefused(String body) {
        rest.post(DESCRIBE, Rest.JSON, body).isError(400);
        rest.post(DESCRIBE, Rest.FORM, body).isError(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {Rest.JSON, Rest.FORM})
    void aBodyThatIsNotJsonIsRefused(String contentType) {
        rest.post(START, contentType, "{").isError(400);
    }

    @Test
    void anotherContentTypeIsRefused() {
        rest.post(START, "text/plain", "{}").isError(415);
        rest.post(DESCRIBE, "text/plain", "{}").isError(415);
    }

    private static String executionArn(String arn) {
        return "{\"executionArn\":\"" + arn + "\"}";
    }
}
