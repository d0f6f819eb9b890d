// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TaskRequest;
import java.time.Duration;
import java.util.function.Function;

/// The answer of a mocked Task.
public sealed interface MockAnswer {

    record Return(JsonNode output) implements MockAnswer {}

    record Throw(String error, String cause) implements MockAnswer {}

    /// No answer: the state's own time limits pass.
    record Never() implements MockAnswer {}

    record After(Duration delay, MockAnswer then) implements MockAnswer {}

    /// The real answer of the service.
    record CallThrough() implements MockAnswer {}

    /// The function's result; any exception it throws ends the execution.
    record Computed(Function<TaskRequest, MockAnswer> function) implements MockAnswer {}

    /// An answer by task token.
    ///
    /// @param begun called when the task begins to wait
    /// @param answered called when it is answered
    /// @param over called when the wait ends without an answer
    record Callback(Runnable begun, Runnable answered, Runnable over) implements MockAnswer {}

    /// A failure of the execution, regardless of Retry and Catch.
    record Broken(String cause) implements MockAnswer {}
}
