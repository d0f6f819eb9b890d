// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What an event says besides its type. Data stays JSON and becomes text only when somebody asks for it.
sealed interface Details {

    record None() implements Details {
        static final None INSTANCE = new None();
    }

    record Started(StartRequest request) implements Details {}

    record Entered(String name, JsonNode input) implements Details {}

    record Exited(String name, JsonNode output, Map<String, JsonNode> assigned) implements Details {}

    record Output(JsonNode output) implements Details {}

    record Failed(Failure failure) implements Details {}

    record EvaluationFailed(Failure failure, Optional<String> location, String state) implements Details {}

    record TaskScheduled(Service service, String region, JsonNode parameters, Limits limits) implements Details {}

    record TaskStarted(Service service) implements Details {}

    record TaskOutput(Service service, JsonNode output) implements Details {}

    record TaskFailed(Service service, Failure failure) implements Details {}

    /// Of a function or an activity.
    record Scheduled(String resource, JsonNode input, Limits limits) implements Details {}

    record WorkerStarted(Optional<String> workerName) implements Details {}

    record Length(int length) implements Details {}

    record Iteration(String name, int index) implements Details {}

    record MapRun(String arn) implements Details {}

    record Redriven(Optional<String> mapRunArn, int count) implements Details {}

    /// As `lambda` and `invoke.waitForTaskToken`.
    record Service(String type, String resource) {}

    /// In seconds; with the role of `Credentials`.
    record Limits(OptionalLong timeout, OptionalLong heartbeat, Optional<String> roleArn) {}
}
