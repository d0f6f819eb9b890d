// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Transition;
import java.util.Map;

/// What follows when a state has been run as far as it goes.
sealed interface StateProgress {
    /// The state is over.
    record Exited(JsonNode output, Map<String, JsonNode> assigned, Transition transition) implements StateProgress {}

    /// The state has failed; Retry and Catch are yet to be asked.
    record Failed(StateException exception) implements StateProgress {}

    /// The state waits for what its frame's [Effect] brings.
    record Waiting() implements StateProgress {
        static final Waiting INSTANCE = new Waiting();
    }

    /// The frame is over: it has told its parent, or ended the execution.
    record Over() implements StateProgress {
        static final Over INSTANCE = new Over();
    }
}
