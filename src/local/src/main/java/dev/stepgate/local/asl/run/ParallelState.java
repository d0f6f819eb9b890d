// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stepgate.local.asl.State;

/// [Parallel](https://states-language.net/spec.html#parallel-state): runs all branches at once, each with the
/// same input.
final class ParallelState implements Fork.Branches {
    private final Frame frame;
    private final State.Parallel parallel;
    private final JsonNode input;

    private ParallelState(Frame frame, State.Parallel parallel, JsonNode input) {
        this.frame = frame;
        this.parallel = parallel;
        this.input = input;
    }

    static StateProgress begin(Frame frame, State.Parallel parallel) {
        JsonNode input = Evaluation.of(frame).arguments();
        frame.chain().add(EventType.PARALLEL_STATE_STARTED);
        return new Fork(frame, new ParallelState(frame, parallel, input)).begin();
    }

    @Override
    public int size() {
        return parallel.branches().size();
    }

    @Override
    public int concurrency() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Frame begin(Fork fork, int index, int previousEvent) {
        Frame.Origin origin = new Frame.Origin(
                fork, index, frame.origin().item(), frame.variables().inner(), previousEvent);
        return new Frame(frame.execution(), parallel.branches().get(index), origin);
    }

    @Override
    public JsonNode input(int index) {
        return input;
    }

    @Override
    public void recordSucceeded(Frame branch) {
        // the end of the last branch is recorded by #succeeded
    }

    /// Records a branch's end; a Task whose failure ends its branch counts as aborted.
    @Override
    public void recordFailed(Frame branch) {
        if (branch.state() instanceof State.Task) {
            branch.chain().addAside(EventType.TASK_STATE_ABORTED, EventDetails.None.INSTANCE);
        }
    }

    @Override
    public void recordAborted(Frame branch, EventChain failing) {
        // a branch has no event of its own
    }

    @Override
    public StateProgress succeeded(ArrayNode outputs) {
        frame.chain().addAside(EventType.PARALLEL_STATE_SUCCEEDED, EventDetails.None.INSTANCE);
        return Evaluation.of(frame).exit(outputs, parallel.transition());
    }
}
