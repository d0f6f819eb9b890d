// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.Transition;
import java.util.Map;

/// The result of running a state until it ends or must wait.
sealed interface StateProgress {
    /// True when the frame can do nothing more by itself.
    default boolean isAtRest() {
        return switch (this) {
            case Exited _, Failed _ -> false;
            case Waiting _, Over _ -> true;
        };
    }

    /// The state is over.
    record Exited(JsonNode output, Map<String, JsonNode> assigned, Transition transition) implements StateProgress {}

    /// The state has failed; Retry and Catch have not been applied yet.
    record Failed(StateException exception) implements StateProgress {}

    /// The state waits for the result of its frame's [Effect].
    record Waiting() implements StateProgress {
        static final Waiting INSTANCE = new Waiting();
    }

    /// The frame has ended, and has informed its parent or ended the execution.
    record Over() implements StateProgress {
        static final Over INSTANCE = new Over();
    }
}
