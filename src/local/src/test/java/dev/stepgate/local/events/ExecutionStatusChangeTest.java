// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.events.ExecutionStatusChange.End;
import dev.stepgate.local.events.ExecutionStatusChange.Execution;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The examples of the [event
/// format](https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html).
class ExecutionStatusChangeTest {
    private static final String EXECUTION =
            "arn:aws:states:us-east-1:123456789012:execution:state-machine-name:execution-name";
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:state-machine";

    @Test
    void anExecutionThatRunsHasNoEnd() {
        ExecutionStatusChange change =
                new ExecutionStatusChange(execution("{}", 1551225271984L), "RUNNING", Optional.empty());

        assertThat((JsonNode) change.detail()).isEqualTo(Json.parse("""
                {"executionArn": "%s", "stateMachineArn": "%s", "name": "execution-name", "status": "RUNNING",
                 "startDate": 1551225271984, "stopDate": null, "input": "{}", "output": null,
                 "inputDetails": {"included": true}, "outputDetails": null, "error": null, "cause": null}
                """.formatted(EXECUTION, MACHINE)));
        assertThat(change.resources()).containsExactly(EXECUTION);
    }

    @Test
    void anExecutionThatSucceededHasItsOutput() {
        End end = new End(at(1547148843000L), Optional.of("\"Hello World!\""), Optional.empty(), Optional.empty());

        JsonNode detail =
                new ExecutionStatusChange(execution("{}", 1547148840101L), "SUCCEEDED", Optional.of(end)).detail();

        assertThat(detail.path("output").asText()).isEqualTo("\"Hello World!\"");
        assertThat(detail.path("stopDate").asLong()).isEqualTo(1547148843000L);
        assertThat(detail.path("outputDetails")).isEqualTo(Json.parse("{\"included\":true}"));
    }

    @Test
    void anExecutionThatFailedHasItsError() {
        End end = new End(at(1551225151881L), Optional.empty(), Optional.of("States.Timeout"), Optional.of("too slow"));

        JsonNode detail =
                new ExecutionStatusChange(execution("{}", 1551225146847L), "TIMED_OUT", Optional.of(end)).detail();

        assertThat(detail.path("error").asText()).isEqualTo("States.Timeout");
        assertThat(detail.path("cause").asText()).isEqualTo("too slow");
        assertThat(detail.path("outputDetails").isNull()).isTrue();
    }

    @Test
    void dataThatIsTooLargeIsLeftOut() {
        String large = "\"" + "x".repeat(130 * 1024) + "\"";
        End end = new End(at(2), Optional.of(large), Optional.empty(), Optional.empty());

        JsonNode detail = new ExecutionStatusChange(execution(large, 1), "SUCCEEDED", Optional.of(end)).detail();

        assertThat(detail.path("input").isNull()).isTrue();
        assertThat(detail.path("output").isNull()).isTrue();
        assertThat(detail.path("inputDetails")).isEqualTo(Json.parse("{\"included\":false}"));
        assertThat(detail.path("outputDetails")).isEqualTo(Json.parse("{\"included\":false}"));
    }

    private static Execution execution(String input, long start) {
        return new Execution(EXECUTION, MACHINE, "execution-name", at(start), input);
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
