// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;

/// Watches the status of Standard executions from outside, those of map runs left out. Called by the thread
/// that starts or ends one, so it must not block.
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

    /// Returns false when nobody would learn of a change: then none is described. Asked when an execution
    /// starts.
    default boolean isInterested() {
        return true;
    }

    /// An execution has started, was redriven, or has ended.
    ///
    /// @param execution as `DescribeExecution` answered at that moment
    void changed(JsonNode execution);
}
