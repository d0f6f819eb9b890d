// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The result of each item or batch of a map run, in order.
///
/// @param children the executions that have begun, by their index
record MapRunResults(List<DistributedMap.Batch> batches, Map<Integer, MapRun.Child> children) {

    /// Returns the results, each made when the iterator reaches it.
    Iterable<Result> all() {
        return () -> IntStream.range(0, batches.size()).mapToObj(this::result).iterator();
    }

    private Result result(int index) {
        return new Result(
                batches.get(index).input(),
                Optional.ofNullable(children.get(index)).map(MapRun.Child::execution));
    }

    /// @param execution empty when it has not begun
    record Result(JsonNode input, Optional<Execution> execution) {
        private static final DateTimeFormatter MILLIS =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        /// The outcome; empty when the execution has not ended.
        Optional<Outcome> outcome() {
            return execution.flatMap(Execution::ended);
        }

        JsonNode output() {
            return outcome().orElseThrow() instanceof Outcome.Succeeded succeeded
                    ? succeeded.output()
                    : JsonNodeFactory.instance.nullNode();
        }

        /// The execution as files of results describe it: the members of DescribeExecution with capitalised
        /// names, input and output as strings.
        ObjectNode record() {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            execution.ifPresent(found -> record.put("ExecutionArn", found.arn()));
            outcome().ifPresent(ended -> failure(ended, record));
            record.put("Input", Json.write(input));
            record.putObject("InputDetails").put("Included", true);
            execution.ifPresent(found -> ended(found, record));
            if (execution.isEmpty()) {
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

        private void ended(Execution found, ObjectNode record) {
            record.put("Name", found.request().identity().executionName());
            boolean succeeded = outcome().orElseThrow() instanceof Outcome.Succeeded;
            if (succeeded) {
                record.put("Output", Json.write(output()));
                record.putObject("OutputDetails").put("Included", true);
            }
            record.put("RedriveCount", found.redriveCount());
            record.put("RedriveStatus", succeeded ? "NOT_REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN");
            if (succeeded) {
                record.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
            }
            record.put("StartDate", MILLIS.format(found.startTime()));
            record.put("StateMachineArn", found.request().identity().machine().arn());
            record.put("Status", outcome().orElseThrow().status());
            record.put("StopDate", MILLIS.format(stop(found)));
        }

        private static Instant stop(Execution found) {
            return found.history().events().getLast().timestamp();
        }
    }
}
