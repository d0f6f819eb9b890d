// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The items or batches of a map run, by their index, and the executions for those that have begun. Written in
/// the mailbox of the run's parent, except that any thread may have a history dropped; read by any thread.
final class MapRunParts {
    static final MapRunParts NONE = new MapRunParts(List.of());

    private final AtomicReferenceArray<MapRunPart> parts;
    private final WeakReference<MapRunParts> itself = new WeakReference<>(this);

    MapRunParts(List<DistributedMap.Batch> batches) {
        this.parts = new AtomicReferenceArray<>(batches.toArray(MapRunPart[]::new));
    }

    int size() {
        return parts.length();
    }

    MapRunPart get(int index) {
        return parts.get(index);
    }

    Stream<MapRunPart> all() {
        return IntStream.range(0, parts.length()).mapToObj(parts::get);
    }

    int itemCount() {
        return all().mapToInt(MapRunPart::items).sum();
    }

    /// The executions that have begun, in the order of their items.
    Stream<ChildExecution> begun() {
        return all().filter(ChildExecution.class::isInstance).map(ChildExecution.class::cast);
    }

    Stream<Execution> running() {
        return begun().filter(child -> child.ended().isEmpty()).flatMap(child -> child.execution().stream());
    }

    void begin(int index, Execution execution) {
        parts.set(index, new ChildExecution.Whole(execution, get(index).items()));
    }

    /// Keeps the history of an execution that has succeeded for as long as there is room.
    void succeeded(int index, ChildHistories histories) {
        if (get(index) instanceof ChildExecution.Whole child) {
            histories.add(itself, index, child.whole());
        }
    }

    /// Keeps only a summary of an execution that has succeeded. One that has runs of its own, or that was redriven,
    /// stays as it is.
    void summarise(int index) {
        MapRunPart part = get(index);
        if (part instanceof ChildExecution.Whole(Execution child, int items)
                && child.ended().orElse(null) instanceof Outcome.Succeeded(JsonNode output)
                && child.mapRuns().isEmpty()
                && child.redriveCount() == 0) {
            parts.compareAndSet(index, part, ChildExecution.Summary.of(child, output, items));
        }
    }
}
