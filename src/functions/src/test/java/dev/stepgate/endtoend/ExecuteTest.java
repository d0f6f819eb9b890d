// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// `POST /execute`: starts the workflow of four functions.
@ExtendWith(DeploymentExtension.class)
class ExecuteTest {
    private final Rest rest;
    private final SfnClient stepFunctions;

    ExecuteTest(Deployment deployment) {
        this.rest = deployment.restClient();
        this.stepFunctions = deployment.stepFunctions();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"a\" : \"it's \\\"quoted\\\" \\\\ $input.body ${x} #set($y = 1) @@ 🍜 é\" }",
                "[1, 2.50, {\"b\": null}]",
                "7",
                "1e3",
                "\"text\"",
                "null",
                "{\"a\":\"\\u0000\\u001f\\ud83c\\udf5c\\n\"}"
            })
    void theInputIsTheBodyUnchanged(String body) {
        String arn = rest.post("/execute", Rest.JSON, body).isStarted();

        assertThat(describe(arn).input()).isEqualTo(body);
    }

    @Test
    void theExecutionIsNamedAfterTheRequestAndEndsWithTheLastFunctionsAnswer() {
        Answer answer = rest.post("/execute", Rest.JSON, "{\"any\":\"JSON\"}");

        String arn = answer.isStarted();
        String requestId = answer.headers().firstValue("x-amz-apigw-id").orElseThrow();
        assertThat(arn)
                .endsWith(":" + requestId.replace("+", "-").replace("/", "_").replace("=", ""));
        DescribeExecutionResponse ended = ended(arn);
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output()).isEqualToIgnoringWhitespace("{\"function\":\"end\"}");
    }

    @Test
    void anExecutionCanBeAskedForByItsId() {
        String arn = rest.post("/execute", Rest.JSON, "{\"any\":\"JSON\"}").isStarted();
        String path = "/execute/executions/" + arn.substring(arn.lastIndexOf(':') + 1);

        Answer running = rest.get(path);
        assertThat(running.status()).isEqualTo(200);
        assertThat(running.json().path("input").toString()).isEqualTo("{\"any\":\"JSON\"}");
        ended(arn);
        Answer ended = rest.get(path);
        assertThat(ended.json().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.json().path("output").toString()).isEqualTo("{\"function\":\"end\"}");
        assertThat(ended.json().path("stopDate").isNumber()).isTrue();
        rest.get(path + "0").isErrorForOtherOrigins(404);
        rest.get("/ramen/executions/" + arn.substring(arn.lastIndexOf(':') + 1)).isErrorForOtherOrigins(404);
        rest.get("/execute/executions/a%20b").isErrorForOtherOrigins(400);
    }

    @Test
    void aClientsOwnKeyStartsOneExecution() {
        String key = "order-" + System.nanoTime();

        String arn =
                rest.post("/execute", Rest.JSON, "{}", "Idempotency-Key", key).isStarted();

        assertThat(arn).endsWith(":" + key);
        assertThat(rest.post("/execute", Rest.JSON, "{}", "Idempotency-Key", key)
                        .isStarted())
                .isEqualTo(arn);
        rest.post("/execute", Rest.JSON, "{\"other\":1}", "Idempotency-Key", key)
                .isErrorForOtherOrigins(409);
        ended(arn);
        rest.post("/execute", Rest.JSON, "{}", "Idempotency-Key", key).isErrorForOtherOrigins(409);
        assertThat(rest.get("/execute/executions/" + key).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:b", "a/b", "12345678901234567890123456789012345678901"})
    void aKeyThatCannotBeANameIsRefused(String key) {
        rest.post("/execute", Rest.JSON, "{}", "Idempotency-Key", key).isErrorForOtherOrigins(400);
    }

    @Test
    void aClientCannotChooseTheIdOfItsRequest() {
        Answer refused = rest.post("/execute", Rest.JSON, "{", "x-amzn-RequestId", "chosen\",\"x\":\"");

        refused.isErrorForOtherOrigins(400);
        assertThat(refused.json().at("/error/requestId").asText())
                .isEqualTo(refused.headers().firstValue("x-amz-apigw-id").orElseThrow());
    }

    @Test
    void preflightsOfOtherOriginsAreAnswered() {
        Answer answer = rest.options("/execute");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("OPTIONS,POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Content-Type");
    }

    @Test
    void aPreflightIsNoFailureWhateverContentTypeItHas() {
        rest.options("/execute", "Content-Type", "text/plain").isErrorForOtherOrigins(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "hello", "{\"a\":1}}", "{'a':1}"})
    void aBodyThatIsNotJsonIsRefused(String body) {
        rest.post("/execute", Rest.JSON, body).isErrorForOtherOrigins(400);
    }

    /// The longest input of an execution has 262,144 bytes, and the task Start adds to it the execution's name.
    @Test
    void aBodyIsRefusedWhereItIsTooLongForTheWorkflow() {
        String most = "\"" + "x".repeat(261_898) + "\"";

        String arn = rest.post("/execute", Rest.JSON, most).isStarted();

        assertThat(ended(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        for (int bytes : List.of(261_901, 262_144, 262_145)) {
            rest.post("/execute", Rest.JSON, "\"" + "x".repeat(bytes - 2) + "\"")
                    .isErrorForOtherOrigins(413);
        }
        rest.post("/execute", Rest.JSON, "\"" + "é".repeat(130_950) + "\"").isErrorForOtherOrigins(413);
    }

    @Test
    void anotherContentTypeIsRefused() {
        rest.post("/execute", "text/plain", "{}").isErrorForOtherOrigins(415);
    }

    @Test
    void anUnknownRouteIsNotFound() {
        rest.get("/nowhere").isErrorForOtherOrigins(404);
        rest.post("/1/users/10", Rest.JSON, "{}").isErrorForOtherOrigins(404);
        rest.get("/execute").isErrorForOtherOrigins(404);
    }

    private DescribeExecutionResponse describe(String arn) {
        return stepFunctions.describeExecution(request -> request.executionArn(arn));
    }

    private DescribeExecutionResponse ended(String arn) {
        return await().atMost(Deployment.PATIENCE)
                .until(() -> describe(arn), execution -> execution.status() != ExecutionStatus.RUNNING);
    }
}
