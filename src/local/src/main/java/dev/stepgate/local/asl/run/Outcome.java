// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The outcome of an execution.
public sealed interface Outcome {

    /// The status of an execution that ended so, as the API writes it.
    default String status() {
        return switch (this) {
            case Succeeded _ -> "SUCCEEDED";
            case Failed _ -> "FAILED";
            case TimedOut _ -> "TIMED_OUT";
            case Aborted _ -> "ABORTED";
        };
    }

    record Succeeded(JsonNode output) implements Outcome {}

    record Failed(Optional<String> error, Optional<String> cause) implements Outcome {}

    /// The time of the state machine's `TimeoutSeconds`, or the five minutes of an Express workflow, ran out.
    record TimedOut() implements Outcome {}

    /// Stopped from outside.
    record Aborted(Optional<String> error, Optional<String> cause) implements Outcome {}
}
