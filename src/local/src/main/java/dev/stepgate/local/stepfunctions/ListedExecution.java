// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.asl.run.StartRequest;
import java.time.Instant;
import java.util.Optional;

/// An execution as a list of executions shows it.
interface ListedExecution {
    String arn();

    String machineArn();

    /// That it was started with.
    Optional<String> versionArn();

    /// That it was started with.
    Optional<String> aliasArn();

    /// The status as in the API: `RUNNING`.
    String status();

    boolean isRedriven();

    /// The place among all executions, in the order of their starts.
    String order();

    ObjectNode listed();

    /// The version and the alias with which it was started.
    record Names(String arn, String name, String machineArn, Optional<String> versionArn, Optional<String> aliasArn) {
        static Names of(StartRequest.Identity identity) {
            return new Names(
                    identity.executionArn(),
                    identity.executionName(),
                    identity.machine().arn(),
                    identity.version(),
                    identity.alias());
        }
    }

    /// The state at one moment.
    ///
    /// @param stopMillis empty while it runs
    /// @param redriveMillis of the latest redrive
    record State(
            String status, long startMillis, Optional<Long> stopMillis, int redrives, Optional<Long> redriveMillis) {
        static State of(Execution execution, ExecutionSnapshot snapshot) {
            return new State(
                    snapshot.status(),
                    execution.startTime().toEpochMilli(),
                    snapshot.end().map(end -> end.time().toEpochMilli()),
                    snapshot.redriveCount(),
                    snapshot.redriveTime().map(Instant::toEpochMilli));
        }
    }

    /// Returns the entry as in the answer of ListExecutions.
    static ObjectNode item(Names names, State state) {
        ObjectNode item = ResponseShapes.object().put("executionArn", names.arn());
        item.put("stateMachineArn", names.machineArn());
        item.put("name", names.name());
        item.put("status", state.status());
        item.put("redriveCount", state.redrives());
        state.redriveMillis().ifPresent(millis -> item.set("redriveDate", date(millis)));
        item.set("startDate", date(state.startMillis()));
        state.stopMillis().ifPresent(millis -> item.set("stopDate", date(millis)));
        names.versionArn().ifPresent(version -> item.put("stateMachineVersionArn", version));
        names.aliasArn().ifPresent(alias -> item.put("stateMachineAliasArn", alias));
        return item;
    }

    private static JsonNode date(long millis) {
        return ResponseShapes.date(Instant.ofEpochMilli(millis));
    }
}
