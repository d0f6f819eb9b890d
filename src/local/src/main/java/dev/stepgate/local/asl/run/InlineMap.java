// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stepgate.local.asl.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Map whose iterations are part of the execution.
final class InlineMap implements Fork.Branches {
    /// [The number of iterations](https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html)
    /// that run at once where the definition sets no limit.
    private static final int MAX_CONCURRENCY = 40;

    private final Frame frame;
    private final State.Map map;
    private final JsonNode items;
    private final int concurrency;
    /// Those of the iterations that have been made and not begun.
    private final @Nullable JsonNode[] inputs;

    private InlineMap(Frame frame, State.Map map, JsonNode items, int concurrency) {
        this.frame = frame;
        this.map = map;
        this.items = items;
        this.concurrency = concurrency;
        this.inputs = new JsonNode[items.size()];
    }

    static StateProgress begin(Frame frame, State.Map map) {
        Evaluation evaluation = Evaluation.of(frame);
        JsonNode items = MapItems.of(map.iteration().items(), evaluation);
        long limit = new SettingEvaluation(evaluation).integer(map.iteration().maxConcurrency(), "MaxConcurrency");
        int concurrency = limit <= 0 ? MAX_CONCURRENCY : (int) Math.min(limit, MAX_CONCURRENCY);
        frame.chain().add(EventType.MAP_STATE_STARTED, new EventDetails.Length(items.size()));
        return new Fork(frame, new InlineMap(frame, map, items, concurrency)).begin();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Frame begin(Fork fork, int index, int previousEvent) {
        MapItem item = new MapItem(index, Optional.empty(), items.get(index));
        inputs[index] = input(item);
        Frame.Origin origin = new Frame.Origin(
                fork, index, Optional.of(item), frame.variables().inner(), previousEvent);
        Frame iteration =
                new Frame(frame.execution(), map.iteration().processor().states(), origin);
        iteration.chain().add(EventType.MAP_ITERATION_STARTED, event(index));
        return iteration;
    }

    /// Returns the item, or the selector's result for it.
    private JsonNode input(MapItem item) {
        return map.iteration()
                .selector()
                .map(selector -> Evaluation.of(frame.selecting(item)).evaluate(selector, "ItemSelector"))
                .orElse(item.value());
    }

    @Override
    public JsonNode input(int index) {
        JsonNode input = inputs[index];
        if (input == null) {
            throw new IllegalStateException("Iteration " + index + " has begun twice");
        }
        inputs[index] = null;
        return input;
    }

    @Override
    public void recordSucceeded(Frame iteration) {
        iteration
                .chain()
                .addAside(
                        EventType.MAP_ITERATION_SUCCEEDED,
                        event(iteration.origin().index()));
    }

    @Override
    public void recordFailed(Frame iteration) {
        if (iteration.state() instanceof State.Task) {
            iteration.chain().addAside(EventType.TASK_STATE_ABORTED, EventDetails.None.INSTANCE);
        }
        iteration
                .chain()
                .addAside(
                        EventType.MAP_ITERATION_FAILED, event(iteration.origin().index()));
    }

    @Override
    public void recordAborted(Frame iteration, EventChain failing) {
        failing.addAside(
                EventType.MAP_ITERATION_ABORTED, event(iteration.origin().index()));
    }

    private EventDetails event(int index) {
        return new EventDetails.Iteration(map.name(), index);
    }

    @Override
    public StateProgress succeeded(ArrayNode outputs) {
        frame.chain().addAside(EventType.MAP_STATE_SUCCEEDED, EventDetails.None.INSTANCE);
        return Evaluation.of(frame).exit(outputs, map.transition());
    }
}
