// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `stepgate cost` with the project's own template.
class CostCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheUsageOfAnExecutionAndItsCost() {
        assertThat(run("cost", "Workflow", "--input", "{}", "--api", "rest", "--per-day", "10"))
                .isZero();

        assertThat(out.toString())
                .contains("5  state transition", "4  Lambda request", "1  REST API request", "10 a day, a month")
                .contains("Workflow, Wait3000", "API Gateway", "https://aws.amazon.com/lambda/pricing/");
    }

    @Test
    void countsTheExecutionsThatAnExecutionStarts() {
        assertThat(run("cost", "AsyncApiCallback", "--input", "{\"waitTime\":0,\"status\":\"success\"}"))
                .isZero();

        assertThat(out.toString()).contains("8  state transition", "ExternalApiSimulator, Callback the System");
    }

    @Test
    void explainsAnInvalidCommandLine() {
        assertThat(run("cost", "StartFunction")).isEqualTo(2);
        assertThat(run("cost", "Workflow", "--input", "{")).isEqualTo(2);

        assertThat(err.toString())
                .contains("StartFunction is not a state machine of the template", "--input is not JSON");
    }

    private int run(String... arguments) {
        return Main.run(List.of(arguments), new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
