// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;

/// Watches the status of Standard executions from outside, except those of map runs. Called by the thread
/// that starts or ends an execution, so it must not block.
@FunctionalInterface
public interface ExecutionObserver {
    ExecutionObserver NONE = new ExecutionObserver() {
        @Override
        public boolean isInterested() {
            return false;
        }

        @Override
        public void changed(JsonNode execution) {}
    };

    /// Returns false when nobody needs the changes; then no execution is described. Called when an execution
    /// starts.
    default boolean isInterested() {
        return true;
    }

    /// Called when an execution has started, was redriven, or has ended.
    ///
    /// @param execution the answer of `DescribeExecution` at that moment
    void changed(JsonNode execution);
}
