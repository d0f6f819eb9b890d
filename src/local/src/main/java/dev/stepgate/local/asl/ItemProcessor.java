// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The states that a Map runs for each item (`ItemProcessor`, or the older `Iterator`).
public record ItemProcessor(Mode mode, StateGroup states) {

    /// `ProcessorConfig`
    public sealed interface Mode {
        /// Iterations that are part of the execution.
        record Inline() implements Mode {}

        /// Iterations that are executions of their own.
        record Distributed(WorkflowType executionType) implements Mode {}
    }
}
