// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.HistoryEvent;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/// One execution of a state machine. What is asked of it is answered as things stand; [#assertThat] waits until nothing
/// is left to do.
public final class WorkflowExecution implements AssertProvider<ExecutionAssert> {
    private final Stepgate stepgate;
    private final Execution execution;

    WorkflowExecution(Stepgate stepgate, Execution execution) {
        this.stepgate = stepgate;
        this.execution = execution;
    }

    public String arn() {
        return execution.arn();
    }

    public JsonNode input() {
        return execution.request().input();
    }

    /// What happened, in the shape of GetExecutionHistory, with all data; for Express executions too.
    public List<ObjectNode> history() {
        return execution.history().events().stream()
                .map(event -> event.toJson(HistoryEvent.Data.INCLUDED))
                .toList();
    }

    /// For AssertJ's `assertThat(execution)`.
    @Override
    public ExecutionAssert assertThat() {
        stepgate.time().awaitIdle();
        return new ExecutionAssert(this);
    }

    Execution execution() {
        return execution;
    }
}
