// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The reason why a state or an execution failed: an error's name, which Retry and Catch match, and its cause
/// ([Errors](https://states-language.net/spec.html#errors)). A callback may give neither.
record Failure(Optional<String> error, Optional<String> cause) {
    /// The failure of a task that timed out: it has no cause in the history and an empty one in the error
    /// output.
    static final Failure TIMEOUT = of("States.Timeout", "");

    static Failure of(String error, String cause) {
        return new Failure(Optional.of(error), Optional.of(cause));
    }

    boolean isNamed(String name) {
        return error.isPresent() && error.get().equals(name);
    }

    /// The error output that a Catch passes to the next state.
    ObjectNode output() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.set("Error", text(error));
        output.set("Cause", text(cause));
        return output;
    }

    private static JsonNode text(Optional<String> value) {
        return value.<JsonNode>map(JsonNodeFactory.instance::textNode).orElseGet(JsonNodeFactory.instance::nullNode);
    }
}
