// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/// The result of each item or batch of a map run, in order.
///
/// @param machineArn the executions' own
record MapRunResults(MapRunParts parts, String machineArn) {

    /// Returns the results, each made when the iterator reaches it.
    Stream<Result> all() {
        return parts.all().map(part -> new Result(part, machineArn));
    }

    record Result(MapRunPart part, String machineArn) {
        private static final DateTimeFormatter MILLIS =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        /// The execution; empty when it has not begun.
        private Optional<ChildExecution> execution() {
            return part instanceof ChildExecution child ? Optional.of(child) : Optional.empty();
        }

        /// The outcome; empty when the execution has not ended.
        Optional<Outcome> outcome() {
            return execution().flatMap(ChildExecution::ended);
        }

        /// The status as in the API; `PENDING` when the execution has not begun.
        String status() {
            return execution().map(ChildExecution::status).orElse("PENDING");
        }

        JsonNode output() {
            return outcome().orElseThrow() instanceof Outcome.Succeeded succeeded
                    ? succeeded.output()
                    : JsonNodeFactory.instance.nullNode();
        }

        private String outputText() {
            return part instanceof ChildExecution.Summary summary
                    ? summary.texts().output()
                    : Json.write(output());
        }

        /// The execution as files of results describe it: the members of DescribeExecution with capitalised
        /// names, input and output as strings.
        ObjectNode record() {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            execution().ifPresent(found -> record.put("ExecutionArn", found.arn()));
            boolean succeeded = status().equals("SUCCEEDED");
            if (!succeeded) {
                outcome().ifPresent(ended -> failure(ended, record));
            }
            record.put("Input", part.inputText());
            record.putObject("InputDetails").put("Included", true);
            execution().ifPresent(found -> ended(found, record));
            if (execution().isEmpty()) {
                record.put("Status", "PENDING");
            }
            return record;
        }

        private static void failure(Outcome outcome, ObjectNode record) {
            switch (outcome) {
                case Outcome.Failed(Optional<String> error, Optional<String> cause) -> {
                    cause.ifPresent(text -> record.put("Cause", text));
                    error.ifPresent(text -> record.put("Error", text));
                }
                case Outcome.Aborted(Optional<String> error, Optional<String> cause) -> {
                    cause.ifPresent(text -> record.put("Cause", text));
                    error.ifPresent(text -> record.put("Error", text));
                }
                case Outcome.Succeeded _, Outcome.TimedOut _ -> {}
            }
        }

        private void ended(ChildExecution found, ObjectNode record) {
            record.put("Name", found.name());
            boolean succeeded = found.status().equals("SUCCEEDED");
            if (succeeded) {
                record.put("Output", outputText());
                record.putObject("OutputDetails").put("Included", true);
            }
            record.put("RedriveCount", found.redriveCount());
            record.put("RedriveStatus", succeeded ? "NOT_REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN");
            if (succeeded) {
                record.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
            }
            record.put("StartDate", MILLIS.format(found.startTime()));
            record.put("StateMachineArn", machineArn);
            record.put("Status", found.status());
            record.put("StopDate", MILLIS.format(found.stopTime().orElseThrow()));
        }
    }
}
