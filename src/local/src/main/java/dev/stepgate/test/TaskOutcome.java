// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What became of one attempt of a Task.
public sealed interface TaskOutcome {

    record Succeeded(JsonNode output) implements TaskOutcome {}

    record Failed(Optional<String> error, Optional<String> cause) implements TaskOutcome {}

    /// `TimeoutSeconds` or `HeartbeatSeconds` were over.
    record TimedOut() implements TaskOutcome {}

    /// It still runs, or it was cut by the end of something around it.
    record Unfinished() implements TaskOutcome {}
}
