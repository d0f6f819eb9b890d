// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import java.time.Duration;
import java.util.Optional;

/// One attempt of a Task state. `parameters` are already evaluated; for a function's ARN they are its
/// payload.
///
/// `taskToken` is present for `.waitForTaskToken`; it is already part of the parameters where the definition
/// put it. `roleArn` is that of `Credentials`.
public record TaskRequest(
        TaskResource resource,
        JsonNode parameters,
        Optional<String> taskToken,
        Limits limits,
        Optional<String> roleArn,
        Caller caller) {

    /// Timeouts that the interpreter enforces itself; services may pass them on.
    public record Limits(Optional<Duration> timeout, Optional<Duration> heartbeat) {}

    /// The state that makes the call; `attempt` counts its retries from 0.
    public record Caller(
            String executionArn, String executionName, String stateMachineArn, String stateName, int attempt) {}
}
