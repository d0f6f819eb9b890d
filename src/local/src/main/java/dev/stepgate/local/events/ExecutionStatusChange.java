// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The event by which Step Functions reports that a Standard execution has started or ended
/// ([format](https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html)). Made by an
/// observer of executions. Immutable.
///
/// @param status `RUNNING`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED` or `PENDING_REDRIVE`
/// @param end absent while it runs
public record ExecutionStatusChange(Execution execution, String status, Optional<End> end) {
    public static final String SOURCE = "aws.states";
    public static final String DETAIL_TYPE = "Step Functions Execution Status Change";

    /// The maximum size of input and output; an event of 256 KB needs the rest for its other members.
    private static final int DATA_SIZE = 248 * 1024;

    /// @param input JSON text
    public record Execution(
            String executionArn, String stateMachineArn, String name, Instant startDate, String input) {}

    /// @param output JSON text of a success
    /// @param error of a failure, like `cause`
    public record End(Instant stopDate, Optional<String> output, Optional<String> error, Optional<String> cause) {}

    public List<String> resources() {
        return List.of(execution.executionArn());
    }

    /// Returns the detail. Dates are milliseconds since 1970. Input and output are left out, with a note, if
    /// they are too large together.
    public ObjectNode detail() {
        Optional<String> output = end.flatMap(End::output);
        boolean isIncluded = size(execution.input())
                        + output.map(ExecutionStatusChange::size).orElse(0)
                <= DATA_SIZE;
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("executionArn", execution.executionArn())
                .put("stateMachineArn", execution.stateMachineArn())
                .put("name", execution.name())
                .put("status", status)
                .put("startDate", execution.startDate().toEpochMilli())
                .put("stopDate", end.map(over -> over.stopDate().toEpochMilli()).orElse(null))
                .put("input", isIncluded ? execution.input() : null)
                .put("output", isIncluded ? output.orElse(null) : null);
        detail.putObject("inputDetails").put("included", isIncluded);
        if (output.isPresent()) {
            detail.putObject("outputDetails").put("included", isIncluded);
        } else {
            detail.putNull("outputDetails");
        }
        return detail.put("error", end.flatMap(End::error).orElse(null))
                .put("cause", end.flatMap(End::cause).orElse(null));
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
