// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The outcome of one attempt of a Task.
public sealed interface TaskOutcome {

    record Succeeded(JsonNode output) implements TaskOutcome {}

    record Failed(Optional<String> error, Optional<String> cause) implements TaskOutcome {}

    /// `TimeoutSeconds` or `HeartbeatSeconds` passed.
    record TimedOut() implements TaskOutcome {}

    /// It is still running, or was aborted by the end of an enclosing state.
    record Unfinished() implements TaskOutcome {}
}
