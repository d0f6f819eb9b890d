// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// What is answered in place of a function.
public sealed interface FunctionAnswer {

    record Returned(JsonNode payload) implements FunctionAnswer {}

    /// As if the handler had thrown.
    record Failed(String errorType, String errorMessage) implements FunctionAnswer {}

    /// The function's own time limit passes.
    record TimedOut() implements FunctionAnswer {}

    record After(Duration delay, FunctionAnswer then) implements FunctionAnswer {}
}
