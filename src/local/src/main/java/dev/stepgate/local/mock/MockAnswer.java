// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TaskRequest;
import java.time.Duration;
import java.util.function.Function;

/// What a mocked Task is answered with.
public sealed interface MockAnswer {

    record Return(JsonNode output) implements MockAnswer {}

    record Throw(String error, String cause) implements MockAnswer {}

    /// None: the state's own time limits pass.
    record Never() implements MockAnswer {}

    record After(Duration delay, MockAnswer then) implements MockAnswer {}

    /// The service itself answers.
    record CallThrough() implements MockAnswer {}

    /// What the function says; whatever it throws ends the execution.
    record Computed(Function<TaskRequest, MockAnswer> function) implements MockAnswer {}

    /// Whoever has the task token answers.
    ///
    /// @param begun called when the task waits
    /// @param answered called when it is answered
    /// @param over called when nobody waits any more without an answer
    record Callback(Runnable begun, Runnable answered, Runnable over) implements MockAnswer {}

    /// The execution fails, whatever its Retry and Catch say.
    record Broken(String cause) implements MockAnswer {}
}
