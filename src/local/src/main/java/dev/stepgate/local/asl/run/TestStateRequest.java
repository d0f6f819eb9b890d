// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A single state to run
/// ([TestState](https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html)): the first
/// state of a request's machine, once, with no retry and no transition.
///
/// @param context the state's Context Object
/// @param mock replaces the call of a Task, or everything that happens inside a Map or a Parallel
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

    /// The events that the test assumes: retries by the retrier that applies, failed iterations of a Map, and
    /// the data that its ItemReader has read, in the source's own format.
    public record Assumptions(int retries, OptionalInt failedIterations, Optional<String> readData) {}

    public enum Status {
        SUCCEEDED,
        FAILED,
        RETRIABLE,
        CAUGHT_ERROR
    }

    /// @param inspection the state's data between its steps, in the shape of the API's `InspectionData`
    public record Report(
            Status status,
            Optional<JsonNode> output,
            Optional<String> nextState,
            Optional<Error> error,
            ObjectNode inspection) {}

    public record Error(Optional<String> error, Optional<String> cause) {}
}
