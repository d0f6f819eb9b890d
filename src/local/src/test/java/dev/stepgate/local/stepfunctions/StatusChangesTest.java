// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The changes that Step Functions reports
/// ([events](https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html)): the starts
/// and ends of Standard executions, but none of Express ones.
class StatusChangesTest {
    private static final String WAITING =
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 60, 'End': true}}}";

    private final TestService service = new TestService();
    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();

    StatusChangesTest() {
        service.states().watch(told::add);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Type': 'Wait', 'Seconds': 60, 'End': true | SUCCEEDED | {'a':1} | ``",
                "'Type': 'Fail', 'Error': 'Broken' | FAILED | `` | Broken",
            })
    void theStartAndTheEndOfAnExecutionAreReported(String state, String status, String output, String error)
            throws Exception {
        String execution = service.start(
                service.machine("m", "{'StartAt': 'A', 'States': {'A': {" + state + "}}}"), "one", "{'a':1}");
        JsonNode running = next();
        JsonNode ended = next();

        assertThat(running.path("status").asText()).isEqualTo("RUNNING");
        assertThat(running.has("stopDate")).isFalse();
        assertThat(running.path("executionArn").asText()).isEqualTo(execution);
        assertThat(running.path("input").asText()).isEqualTo("{\"a\":1}");
        assertThat(ended.path("status").asText()).isEqualTo(status);
        assertThat(ended.has("stopDate")).isTrue();
        assertThat(ended.path("executionArn").asText()).isEqualTo(execution);
        assertThat(ended.path("output").asText().replace('"', '\'')).isEqualTo(output);
        assertThat(ended.path("error").asText()).isEqualTo(error);
    }

    @Test
    void aRedriveIsReported() throws Exception {
        String execution = service.start(
                service.machine("m", "{'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Error': 'E'}}}"), "one", "{}");
        List<String> first =
                List.of(next().path("status").asText(), next().path("status").asText());

        service.call("RedriveExecution", "{'executionArn': '" + execution + "'}");
        List<String> second =
                List.of(next().path("status").asText(), next().path("status").asText());

        assertThat(first).containsExactly("RUNNING", "FAILED");
        assertThat(second).containsExactly("RUNNING", "FAILED");
    }

    @Test
    void aRepeatedStartIsReportedOnce() {
        service.time().pause();
        String machine = service.machine("m", WAITING);

        service.start(machine, "one", "{}");
        service.start(machine, "one", "{}");

        assertThat(told).hasSize(1);
        assertThat(told.element().path("stateMachineArn").asText()).isEqualTo(machine);
    }

    @Test
    void expressExecutionsAreNotReported() {
        String machine = service.express("e", "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}");

        service.call("StartSyncExecution", json("{'stateMachineArn': '" + machine + "'}"));

        assertThat(told).isEmpty();
    }

    private JsonNode next() throws InterruptedException {
        return Objects.requireNonNull(told.poll(60, TimeUnit.SECONDS), "nothing was told");
    }
}
