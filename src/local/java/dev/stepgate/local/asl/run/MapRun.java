// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.WorkflowType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The run of a [distributed Map][1]: an execution for each item or batch. Public methods may be called from any
/// thread.
///
/// [1]: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
public final class MapRun implements Effect {
    private final Frame frame;
    private final State.Map map;
    private final Limits limits;
    private final ChildExecutions names;
    private final String arn;
    private final Instant startTime;
    private final ConcurrentLinkedQueue<Child> children = new ConcurrentLinkedQueue<>();

    private volatile Status status = Status.RUNNING;
    private volatile @Nullable Instant stopTime;
    private volatile List<DistributedMap.Batch> batches = List.of();
    private JsonNode[] outputs = {};
    private int started;
    private int ended;
    private int items;
    private int failedItems;

    private MapRun(Frame frame, State.Map map, WorkflowType type, Limits limits) {
        this.frame = frame;
        this.map = map;
        this.limits = limits;
        this.names = new ChildExecutions(frame.execution(), map, type);
        this.arn = names.mapRunArn();
        this.startTime = frame.execution().time().now();
    }

    /// As [DescribeMapRun](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html)
    /// shows it.
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /// What the definition, or a path in it, says.
    public record Limits(int concurrency, OptionalLong toleratedCount, OptionalDouble toleratedPercentage) {}

    /// An execution of the run and how many items it stands for.
    public record Child(Execution execution, int items) {}

    static MapRun start(Frame frame, State.Map map, WorkflowType type, Limits limits) {
        MapRun run = new MapRun(frame, map, type, limits);
        frame.chain().add(EventType.MAP_RUN_STARTED, new Details.MapRun(run.arn));
        frame.execution().add(run);
        return run;
    }

    public String arn() {
        return arn;
    }

    public Execution parent() {
        return frame.execution();
    }

    public Limits limits() {
        return limits;
    }

    public Status status() {
        return status;
    }

    public Instant startTime() {
        return startTime;
    }

    public Optional<Instant> stopTime() {
        return Optional.ofNullable(stopTime);
    }

    /// The executions that have begun, in order.
    public List<Child> children() {
        return List.copyOf(children);
    }

    /// How many executions there will be in all, and how many items they stand for.
    public int size() {
        return batches.size();
    }

    public int itemCount() {
        return batches.stream().mapToInt(DistributedMap.Batch::items).sum();
    }

    Next begin(Supplier<List<DistributedMap.Batch>> inputs) {
        try {
            batches = inputs.get();
        } catch (StateException e) {
            end(Status.FAILED);
            throw e;
        }
        items = itemCount();
        outputs = new JsonNode[batches.size()];
        if (batches.isEmpty()) {
            return succeed();
        }
        Next waiting = frame.await(this);
        startMore();
        return waiting;
    }

    private void startMore() {
        while (started < outputs.length && started - ended < limits.concurrency()) {
            startNext();
        }
    }

    private void startNext() {
        int index = started++;
        DistributedMap.Batch batch = batches.get(index);
        Execution execution = frame.execution().startChild(names.request(batch.input()));
        children.add(new Child(execution, batch.items()));
        execution.onEnd(outcome -> frame.execution().post(() -> {
            if (frame.isWaitingFor(this)) {
                ended(index, outcome);
            }
        }));
    }

    private void ended(int index, Outcome outcome) {
        ended++;
        switch (outcome) {
            case Outcome.Succeeded succeeded -> outputs[index] = succeeded.output();
            case Outcome.Failed failed -> failed(index, new Failure(failed.error(), failed.cause()));
            case Outcome.Aborted aborted -> failed(index, new Failure(aborted.error(), aborted.cause()));
            case Outcome.TimedOut _ -> failed(index, Failure.TIMEOUT);
        }
        if (isOverTolerance()) {
            stopChildren();
            frame.resume(this, () -> fail(StateException.toleranceExceeded()));
        } else if (ended == outputs.length) {
            frame.resume(this, this::succeed);
        } else {
            startMore();
        }
    }

    private void failed(int index, Failure failure) {
        failedItems += batches.get(index).items();
        outputs[index] = failure.output();
    }

    /// Without a tolerance no item may fail.
    private boolean isOverTolerance() {
        if (limits.toleratedCount().isEmpty() && limits.toleratedPercentage().isEmpty()) {
            return failedItems > 0;
        }
        boolean tooMany = limits.toleratedCount().isPresent()
                && failedItems > limits.toleratedCount().getAsLong();
        return tooMany
                || (limits.toleratedPercentage().isPresent()
                        && 100.0 * failedItems / items
                                > limits.toleratedPercentage().getAsDouble());
    }

    private Next succeed() {
        end(Status.SUCCEEDED);
        frame.chain().add(EventType.MAP_RUN_SUCCEEDED);
        frame.chain().addAside(EventType.MAP_STATE_SUCCEEDED, Details.None.INSTANCE);
        ArrayNode results = JsonNodeFactory.instance.arrayNode(outputs.length);
        for (JsonNode output : outputs) {
            results.add(output);
        }
        return Evaluation.of(frame).exit(results, map.transition());
    }

    Next fail(StateException exception) {
        end(Status.FAILED);
        frame.chain().add(EventType.MAP_RUN_FAILED, new Details.Failed(exception.failure()));
        throw exception;
    }

    private void end(Status ended) {
        status = ended;
        stopTime = frame.execution().time().now();
    }

    private void stopChildren() {
        children.forEach(child -> child.execution().stop(Optional.empty(), Optional.empty()));
    }

    @Override
    public void cancel() {
        end(Status.ABORTED);
        stopChildren();
    }
}
