// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import java.util.Optional;

/// A request to start an execution. The caller has checked that its name is free and its input small enough.
public record StartRequest(StateMachine machine, WorkflowType type, Identity identity, Input given, Caller caller) {

    /// Makes a request with an input that did not come as text.
    public StartRequest(StateMachine machine, WorkflowType type, Identity identity, JsonNode input, Caller caller) {
        this(machine, type, identity, new Input(input, Optional.empty()), caller);
    }

    public JsonNode input() {
        return given.value();
    }

    /// The input and, if it was given as text, that text: the first event shows it as it was written, every
    /// later one serialises the value.
    public record Input(JsonNode value, Optional<String> text) {
        /// The text that was given, or else the value's.
        public String written() {
            return text.orElseGet(() -> Json.write(value));
        }
    }

    /// Tells whether the caller waits for the outcome, as with StartSyncExecution.
    public enum Caller {
        GONE,
        WAITING
    }

    /// The names, as the context object and the first event show them. `version` and `alias` are the ARNs the
    /// execution was started with.
    public record Identity(
            String executionArn,
            String executionName,
            Machine machine,
            Optional<String> version,
            Optional<String> alias) {}

    /// `region` is part of the ARN and shown by TaskScheduled events.
    public record Machine(String arn, String name, String roleArn) {
        public String region() {
            return arn.split(":", 5)[3];
        }
    }
}
