// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// `POST /async`: a workflow that waits for an asynchronous API's callback, and reports the outcome to a
/// topic.
@ExtendWith(DeploymentExtension.class)
class AsyncApiTest {
    private final Rest rest;
    private final SfnClient stepFunctions;
    private final Deployment deployment;

    AsyncApiTest(Deployment deployment) {
        this.deployment = deployment;
        this.rest = deployment.restClient();
        this.stepFunctions = deployment.stepFunctions();
    }

    @Test
    void aSuccessfulCallbackEndsTheExecutionAndIsLogged() {
        String arn = rest.post("/async", Rest.JSON, "{\"waitTime\":1,\"status\":\"success\"}")
                .isStarted();

        DescribeExecutionResponse ended = ended(arn);

        assertThat(ended.status()).as(ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(logged(arn)).singleElement().asString().contains("API Executed Successfully");
    }

    @Test
    void aFailingCallbackFailsTheExecutionAndIsLoggedWithItsCause() {
        String arn = rest.post("/async", Rest.JSON, "{\"waitTime\":0,\"status\":\"failure\"}")
                .isStarted();

        DescribeExecutionResponse ended = ended(arn);

        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.error()).isEqualTo("sample error message");
        assertThat(ended.cause()).isEqualTo("sample error message");
        assertThat(logged(arn)).singleElement().asString().contains("API Failed", "\"error\":\"sample error message\"");
        assertThat(logged(arn)).singleElement().asString().doesNotContain("cause");
    }

    @Test
    void anApiMayCallBackOverHttpAndTheExecutionCanBeAskedFor() {
        String arn = rest.post("/async", Rest.JSON, "{\"waitTime\":0,\"status\":\"success\",\"callback\":\"http\"}")
                .isStarted();

        assertThat(ended(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        Answer status = rest.get("/async/executions/" + arn.substring(arn.lastIndexOf(':') + 1));
        assertThat(status.json().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(status.json().at("/output/payload/body").asText()).isEqualTo("sample success message");
        assertThat(status.text()).doesNotContain("oken");
    }

    @Test
    void aCallbackWithoutASignatureIsRefused() {
        rest.post("/async/callbacks/1b4e28ba-2fa1-11d2-883f-0016d3cca427", Rest.JSON, "{\"status\":200}")
                .isErrorForOtherOrigins(401);
        rest.post("/async/callbacks/1b4e28ba-2fa1-11d2-883f-0016d3cca427/heartbeat", Rest.JSON, "{}")
                .isErrorForOtherOrigins(401);
        rest.post("/async/callbacks/x", "text/plain", "{}").isErrorForOtherOrigins(415);
    }

    @Test
    void theWorkflowCanBeStartedWithoutTheRoute() {
        String arn = stepFunctions
                .startExecution(request -> request.stateMachineArn(deployment.machine("AsyncApiCallback"))
                        .input("{\"waitTime\":0,\"status\":\"success\"}"))
                .executionArn();

        assertThat(ended(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\"}",
                "{\"waitTime\":-1,\"status\":\"success\"}",
                "{\"waitTime\":100000000,\"status\":\"success\"}",
                "{\"waitTime\":291,\"status\":\"success\"}",
                "{\"waitTime\":1,\"status\":\"success\",\"callback\":\"mail\"}",
                "{\"waitTime\":1,\"status\":\"success\",\"heartbeatSeconds\":0}",
                "{\"waitTime\":\"3\",\"status\":\"success\"}",
                "{\"waitTime\":null,\"status\":\"success\"}",
                "[]",
                "{"
            })
    void aWaitTimeThatCannotBeServedIsRefused(String body) {
        rest.post("/async", Rest.JSON, body).isError(400);
    }

    /// Returns the response logger's lines about an execution; on a deployed stack they are in CloudWatch.
    private List<String> logged(String arn) {
        assumeTrue(System.getProperty("stepgate.rest") == null);
        return await().atMost(Deployment.PATIENCE)
                .until(
                        () -> deployment.log().of("ResponseLoggerFunction", arn.substring(arn.lastIndexOf(':') + 1)),
                        lines -> !lines.isEmpty());
    }

    private DescribeExecutionResponse ended(String arn) {
        return await().atMost(Deployment.PATIENCE)
                .until(
                        () -> stepFunctions.describeExecution(request -> request.executionArn(arn)),
                        execution -> execution.status() != ExecutionStatus.RUNNING);
    }
}
