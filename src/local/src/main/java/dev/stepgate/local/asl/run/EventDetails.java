// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The details of an event, besides its type. Data stays JSON and is turned into text only on request.
sealed interface EventDetails {

    /// The data that the event holds; null when it holds none of a notable size.
    default @Nullable JsonNode data() {
        return switch (this) {
            case Started started -> started.request.input();
            case Entered entered -> entered.input;
            case Exited exited -> exited.output;
            case Output output -> output.output;
            case TaskScheduled scheduled -> scheduled.parameters;
            case TaskOutput output -> output.output;
            case Scheduled scheduled -> scheduled.input;
            case None _, Failed _, EvaluationFailed _, TaskStarted _, TaskFailed _ -> null;
            case WorkerStarted _, Length _, Iteration _, MapRun _, Redriven _ -> null;
        };
    }

    record None() implements EventDetails {
        static final None INSTANCE = new None();
    }

    record Started(StartRequest request) implements EventDetails {}

    record Entered(String name, JsonNode input) implements EventDetails {}

    record Exited(String name, JsonNode output, Map<String, JsonNode> assigned) implements EventDetails {}

    record Output(JsonNode output) implements EventDetails {}

    record Failed(Failure failure) implements EventDetails {}

    record EvaluationFailed(Failure failure, Optional<String> location, String state) implements EventDetails {}

    record TaskScheduled(Service service, String region, JsonNode parameters, Limits limits) implements EventDetails {}

    record TaskStarted(Service service) implements EventDetails {}

    record TaskOutput(Service service, JsonNode output) implements EventDetails {}

    record TaskFailed(Service service, Failure failure) implements EventDetails {}

    /// A function or an activity was scheduled.
    record Scheduled(String resource, JsonNode input, Limits limits) implements EventDetails {}

    record WorkerStarted(Optional<String> workerName) implements EventDetails {}

    record Length(int length) implements EventDetails {}

    record Iteration(String name, int index) implements EventDetails {}

    record MapRun(String arn) implements EventDetails {}

    record Redriven(Optional<String> mapRunArn, int count) implements EventDetails {}

    /// The type and resource of a task, as in `lambda` and `invoke.waitForTaskToken`.
    record Service(String type, String resource) {}

    /// The limits in seconds, and the role of `Credentials`.
    record Limits(OptionalLong timeout, OptionalLong heartbeat, Optional<String> roleArn) {}
}
