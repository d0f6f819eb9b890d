// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One state run alone
/// ([TestState](https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html)): the first
/// state of a request's machine, once, with no retry and no transition.
///
/// @param context what the state sees as its Context Object @param mock stands for the call of a Task, and
///     for all that goes on inside a Map or a Parallel
public record TestStateRequest(
        StartRequest request,
        ObjectNode context,
        Map<String, JsonNode> variables,
        Optional<Mock> mock,
        Assumptions assumptions) {

    public sealed interface Mock {
        record Result(JsonNode result) implements Mock {}

        record Failure(Optional<String> error, Optional<String> cause) implements Mock {}
    }

    /// What the test takes to have happened before or inside: retries by the retrier that applies, failed
    /// iterations of a Map, and what its ItemReader has read, as it stands in its source.
    public record Assumptions(int retries, OptionalInt failedIterations, Optional<String> readData) {}

    public enum Status {
        SUCCEEDED,
        FAILED,
        RETRIABLE,
        CAUGHT_ERROR
    }

    /// @param inspection what the state's data was between its steps, in the shape of the API's
    ///     `InspectionData`
    public record Report(
            Status status,
            Optional<JsonNode> output,
            Optional<String> nextState,
            Optional<Error> error,
            ObjectNode inspection) {}

    public record Error(Optional<String> error, Optional<String> cause) {}
}
