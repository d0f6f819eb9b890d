// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TaskRequest;
import java.time.Duration;
import java.util.function.Function;

/// What a mocked Task is answered with.
public sealed interface Answer {

    record Return(JsonNode output) implements Answer {}

    record Throw(String error, String cause) implements Answer {}

    /// None: the state's own time limits pass.
    record Never() implements Answer {}

    record After(Duration delay, Answer then) implements Answer {}

    /// The service itself answers.
    record CallThrough() implements Answer {}

    /// What the function says; whatever it throws ends the execution.
    record Computed(Function<TaskRequest, Answer> function) implements Answer {}

    /// Whoever has the task token answers.
    ///
    /// @param begun called when the task waits
    /// @param answered called when it is answered
    /// @param over called when nobody waits any more without an answer
    record Callback(Runnable begun, Runnable answered, Runnable over) implements Answer {}

    /// The execution fails, whatever its Retry and Catch say.
    record Broken(String cause) implements Answer {}
}
