// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// An answer in place of a function.
public sealed interface FunctionAnswer {

    record Returned(JsonNode payload) implements FunctionAnswer {}

    /// An error, as if the handler had thrown it.
    record Failed(String errorType, String errorMessage) implements FunctionAnswer {}

    /// A timeout: the function's own time limit passes.
    record TimedOut() implements FunctionAnswer {}

    record After(Duration delay, FunctionAnswer then) implements FunctionAnswer {}
}
