// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Calls the same API through the `aws` command, where it is installed and the systems run here.
@ExtendWith(DeploymentExtension.class)
class AwsCommandLineTest {
    private final Deployment deployment;

    AwsCommandLineTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void listsStartsAndDescribes() throws Exception {
        assumeTrue(deployment.aws().isPresent() && AwsCommandLine.isInstalled());

        JsonNode machines = aws("list-state-machines");
        JsonNode started = aws(
                "start-execution",
                "--state-machine-arn",
                deployment.machine("Workflow"),
                "--input",
                "{\"a\":\"it's\"}");
        String arn = started.path("executionArn").asText();
        JsonNode described = aws("describe-execution", "--execution-arn", arn);
        JsonNode executions = aws("list-executions", "--state-machine-arn", deployment.machine("Workflow"));
        JsonNode history = aws("get-execution-history", "--execution-arn", arn);
        JsonNode answered = aws(
                "start-sync-execution",
                "--state-machine-arn",
                deployment.machine("ValidateUser"),
                "--input",
                "{\"version\":2,\"gtw_params\":{\"params\":{\"path\":{\"id\":\"50\"}}}}");

        assertThat(machines.findValuesAsText("name")).contains("stepgate-Workflow");
        assertThat(described.path("input").asText()).isEqualTo("{\"a\":\"it's\"}");
        assertThat(executions.findValuesAsText("executionArn")).contains(arn);
        assertThat(history.path("events").path(0).path("type").asText()).isEqualTo("ExecutionStarted");
        assertThat(answered.path("status").asText()).isEqualTo("SUCCEEDED");
    }

    private JsonNode aws(String... arguments) throws IOException, InterruptedException {
        return new AwsCommandLine(deployment.aws().orElseThrow(), "stepfunctions")
                .run(arguments)
                .json();
    }
}
