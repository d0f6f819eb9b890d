// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ResultWriter;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.concurrent.Completions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The run of a [distributed Map][1]: one execution for each item or batch. Public methods may be called from
/// any thread.
///
/// [1]: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
public final class MapRun implements Effect, Redrivable {
    private final Frame frame;
    private final State.Map map;
    private final ChildExecutions names;
    private final String arn;
    private final Instant startTime;
    private final int address;
    private final Queue<Integer> pending = new ArrayDeque<>();
    private final BitSet succeeded = new BitSet();

    private volatile Limits limits;
    private volatile Status status = Status.RUNNING;
    private volatile @Nullable Instant stopTime;
    private volatile MapRunParts parts = MapRunParts.NONE;
    private volatile int redriveCount;
    private int startedEvent;
    private int items;
    private int running;
    private int failedItems;
    private boolean over;

    private MapRun(Frame frame, State.Map map, WorkflowType type, Limits limits) {
        this.frame = frame;
        this.map = map;
        this.limits = limits;
        this.names = new ChildExecutions(frame.execution(), map, type);
        this.arn = names.mapRunArn();
        this.startTime = frame.execution().now();
        this.address = frame.execution().address(this::receive);
    }

    /// The status as in
    /// [DescribeMapRun](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html).
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABORTED
    }

    /// The limits that the definition, or a path in it, gives. A concurrency of 0 means that the definition
    /// sets none.
    public record Limits(long concurrency, OptionalLong toleratedCount, OptionalDouble toleratedPercentage) {
        /// The number of executions that run at once where the definition sets no limit.
        private static final int MAX_CONCURRENCY = 10_000;

        int atOnce() {
            return concurrency == 0 ? MAX_CONCURRENCY : (int) Math.min(concurrency, MAX_CONCURRENCY);
        }

        /// Tells whether more items have failed than the limits tolerate; without a tolerance none may fail.
        boolean areExceededBy(int failed, int items) {
            if (toleratedCount.isEmpty() && toleratedPercentage.isEmpty()) {
                return failed > 0;
            }
            return (toleratedCount.isPresent() && failed > toleratedCount.getAsLong())
                    || (toleratedPercentage.isPresent() && 100.0 * failed / items > toleratedPercentage.getAsDouble());
        }
    }

    static MapRun start(Frame frame, State.Map map, WorkflowType type, Limits limits) {
        MapRun run = new MapRun(frame, map, type, limits);
        run.startedEvent = frame.chain()
                .add(EventType.MAP_RUN_STARTED, new EventDetails.MapRun(run.arn))
                .id();
        frame.execution().add(run);
        return run;
    }

    public String arn() {
        return arn;
    }

    /// The state machine ARN of the run's executions.
    public String stateMachineArn() {
        return names.machineArn();
    }

    public Execution parent() {
        return frame.execution();
    }

    public Limits limits() {
        return limits;
    }

    /// Changes the limits, as
    /// [UpdateMapRun](https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html)
    /// does.
    public void update(Limits others) {
        frame.execution().arrive(address, this::receive, new Arrival.LimitsChanged(others));
    }

    private void receive(Arrival arrival) {
        if (arrival instanceof Arrival.LimitsChanged(Limits others)) {
            limits = others;
            if (frame.isWaitingFor(this)) {
                startMore();
            }
        }
    }

    /// The name of the Map.
    public String stateName() {
        return map.name();
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

    /// The executions that have begun, in the order of their items.
    public List<ChildExecution> children() {
        return parts.begun().toList();
    }

    /// The number of executions that the run will have in all.
    public int size() {
        return parts.size();
    }

    /// The number of items in all executions.
    public int itemCount() {
        return parts.itemCount();
    }

    public int redriveCount() {
        return redriveCount;
    }

    StateProgress begin(Supplier<List<DistributedMap.Batch>> inputs) {
        try {
            parts = new MapRunParts(inputs.get());
        } catch (StateException e) {
            end(Status.FAILED);
            throw e;
        }
        frame.entered().work(this);
        items = itemCount();
        return startUnfinished();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written in the execution's mailbox alone
    @Override
    public StateProgress redrive() {
        status = Status.RUNNING;
        stopTime = null;
        redriveCount++;
        frame.chain().add(EventType.MAP_RUN_REDRIVEN, new EventDetails.Redriven(Optional.of(arn), redriveCount));
        return startUnfinished();
    }

    /// Waits for an answer of S3 and continues with it, or fails the run.
    StateProgress await(
            Supplier<? extends CompletionStage<? extends JsonNode>> call,
            Function<JsonNode, StateProgress> next,
            Function<String, StateException> refusal) {
        StateProgress waiting = frame.await(this);
        Execution execution = frame.execution();
        Addressee to = arrival -> frame.resume(this, () -> switch (arrival) {
            case Arrival.Answered(JsonNode answer) -> next.apply(answer);
            case Arrival.Refused(StateException exception) -> fail(exception);
            default -> throw new IllegalStateException("not from S3: " + arrival);
        });
        int awaited = execution.address(to);
        execution.ask(
                awaited,
                () -> call.get()
                        .whenComplete((answer, failure) -> answered(
                                awaited,
                                to,
                                () -> answer == null
                                        ? new Arrival.Refused(exception(failure, refusal))
                                        : new Arrival.Answered(answer))));
        return waiting;
    }

    private void answered(int awaited, Addressee to, Supplier<Arrival> arrival) {
        Execution execution = frame.execution();
        try {
            execution.arrive(awaited, to, arrival.get());
        } catch (IllegalStateException bug) {
            execution.inMailbox(() -> execution.broken(bug));
        }
    }

    private static StateException exception(Throwable failure, Function<String, StateException> refusal) {
        Throwable cause = Completions.cause(failure);
        return switch (cause) {
            case StateException known -> known;
            case ObjectStoreException refused -> refusal.apply(String.valueOf(refused.getMessage()));
            default -> throw new IllegalStateException("S3 has failed otherwise than by a refusal: " + cause, cause);
        };
    }

    private StateProgress startUnfinished() {
        over = false;
        running = 0;
        failedItems = 0;
        pending.clear();
        for (int i = succeeded.nextClearBit(0); i < parts.size(); i = succeeded.nextClearBit(i + 1)) {
            pending.add(i);
        }
        if (pending.isEmpty()) {
            return succeed();
        }
        StateProgress waiting = frame.await(this);
        startMore();
        return waiting;
    }

    private void startMore() {
        while (!over && !pending.isEmpty() && running < limits.atOnce()) {
            start(pending.remove());
        }
    }

    private void start(int index) {
        running++;
        Execution execution = frame.execution();
        Addressee to = this::childEnded;
        int ends = execution.address(to);
        MapRunPart part = parts.get(index);
        Execution child =
                part instanceof ChildExecution.Whole known && known.whole().redrive()
                        ? known.whole()
                        : begin(index, part, ends);
        execution.ask(
                ends,
                () -> child.onEnd(outcome -> execution.arrive(ends, to, new Arrival.ChildEnded(ends, index, outcome))));
    }

    private Execution begin(int index, MapRunPart part, int ends) {
        Execution child = frame.execution().startChild(names.request(part.input()), ends);
        parts.begin(index, child);
        return child;
    }

    private void childEnded(Arrival arrival) {
        if (arrival instanceof Arrival.ChildEnded(int ends, int index, Outcome outcome)) {
            frame.execution().forget(ends);
            if (frame.isWaitingFor(this)) {
                ended(index, outcome);
            }
        }
    }

    private void ended(int index, Outcome outcome) {
        if (over) {
            return;
        }
        running--;
        if (outcome instanceof Outcome.Succeeded) {
            succeeded.set(index);
            parts.succeeded(index, frame.execution().interpreter().childHistories());
        } else {
            failedItems += parts.get(index).items();
        }
        if (limits.areExceededBy(failedItems, items)) {
            over = true;
            stopChildren();
            frame.resume(this, () -> exported(_ -> fail(StateException.toleranceExceeded())));
        } else if (running == 0 && pending.isEmpty()) {
            frame.resume(this, this::succeed);
        } else {
            startMore();
        }
    }

    private StateProgress succeed() {
        return exported(result -> succeeded(result.orElseGet(() -> MapRunOutputs.of(results(), map))));
    }

    private MapRunResults results() {
        return new MapRunResults(parts, names.machineArn());
    }

    /// Continues once the results are written to S3; at once, without a result, where the definition does not
    /// ask for an export.
    private StateProgress exported(Function<Optional<JsonNode>, StateProgress> next) {
        Optional<ResultWriter> writer = map.iteration()
                .distribution()
                .writer()
                .filter(asked -> asked.resource().isPresent());
        if (writer.isEmpty()) {
            return next.apply(Optional.empty());
        }
        MapRunExport export;
        try {
            export = new MapRunExport(writtenObjects(), writer.get(), Evaluation.of(frame), arn);
        } catch (StateException e) {
            return fail(e);
        }
        return await(
                () -> allEnded().thenCompose(_ -> export.write(results())),
                result -> next.apply(Optional.of(result)),
                StateException::resultWriter);
    }

    /// The objects in S3, where each call waits until the one before is kept, so that no more than that waits in
    /// memory.
    private ObjectStore writtenObjects() {
        Execution execution = frame.execution();
        ObjectStore objects = execution.objects();
        return (operation, input) -> objects.call(operation, input)
                .thenCompose(answer -> execution.written().thenApply(_ -> answer));
    }

    private CompletionStage<?> allEnded() {
        return CompletableFuture.allOf(parts.running()
                .map(child -> child.outcome().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /// Leaves the Map. In AWS's recordings since November 2024, in none of which the Map is the first state,
    /// the predecessor of MapStateExited is the start of the run. In older ones, in which the Map is the
    /// first state, it is the end of the run; so it is for a Map that a loop has entered again.
    private StateProgress succeeded(JsonNode result) {
        end(Status.SUCCEEDED);
        frame.chain().add(EventType.MAP_RUN_SUCCEEDED);
        frame.chain().addAside(EventType.MAP_STATE_SUCCEEDED, EventDetails.None.INSTANCE);
        if (frame.entered().previousEvent() != 0 && isFirstOfItsState()) {
            frame.chain().continueFrom(startedEvent);
        }
        return Evaluation.of(frame).exit(result, map.transition());
    }

    private boolean isFirstOfItsState() {
        return frame.execution().mapRuns().stream()
                        .filter(run -> run.map.equals(map))
                        .count()
                == 1;
    }

    StateProgress fail(StateException exception) {
        end(Status.FAILED);
        frame.chain().add(EventType.MAP_RUN_FAILED, new EventDetails.Failed(exception.failure()));
        throw exception;
    }

    private void end(Status ended) {
        status = ended;
        stopTime = frame.execution().now();
    }

    private void stopChildren() {
        parts.running().forEach(child -> child.stop(Optional.empty(), Optional.empty()));
    }

    @Override
    public void describe(Consumer<Waiting> found) {
        Waiting.Reason reason = new Waiting.Reason.MapRun(arn);
        found.accept(new Waiting(map.name(), reason, frame.entered().retryCount(), startTime, Optional.empty()));
    }

    @Override
    public void cancel() {
        pending.clear();
        end(Status.ABORTED);
        stopChildren();
    }
}
