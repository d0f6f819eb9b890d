// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;

/// Watches the status of Standard executions from outside, those of map runs left out. Called by the thread that starts
/// or ends one, so it must not block.
@FunctionalInterface
public interface ExecutionObserver {
    ExecutionObserver NONE = _ -> {};

    /// An execution has started, was redriven, or has ended.
    ///
    /// @param execution as
    ///     [DescribeExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html)
    ///     answered at that moment
    void changed(JsonNode execution);
}
