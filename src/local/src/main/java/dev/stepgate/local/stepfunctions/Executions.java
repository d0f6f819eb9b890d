// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.run.ChildExecution;
import dev.stepgate.local.asl.run.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Standard executions: all running ones, and the newest of those that have ended.
final class Executions {
    /// The estimated size of an execution without its data.
    private static final long FIXED_BYTES = 1_000;

    /// The input is kept as the text that was given and as the data parsed from it.
    private static final long INPUT_COPIES = 2;

    /// The number of ended executions that stay in memory when they are on disk as well.
    private static final int MAX_AWAKE = 500;

    private final Retention retention;
    private final ExecutionArchive archive;
    private final StateMachineEntries machines;
    private final Map<String, ExecutionEntry> byArn = new LinkedHashMap<>();
    private final Map<String, EndedExecution> onDisk = new LinkedHashMap<>();

    /// The ended executions whose history is in memory and on disk.
    private final SequencedMap<String, EndedExecution> awake = new LinkedHashMap<>();

    private final Map<String, Ended> ended = new LinkedHashMap<>();
    private final Redrives redrives = new Redrives();
    private final ExpressExecutions express = new ExpressExecutions();
    private long endedEvents;
    private long endedBytes;
    private long runningBytes;

    Executions(Retention retention, ExecutionArchive archive, StateMachineEntries machines) {
        this.retention = retention;
        this.archive = archive;
        this.machines = machines;
    }

    boolean keeps() {
        return archive.keeps();
    }

    ExecutionArchive archive() {
        return archive;
    }

    /// Finds an execution, or a child execution of a map run.
    ExecutionEntry get(String arn) {
        return search(arn).orElseThrow(() -> StepFunctionsErrors.noSuchExecution(arn));
    }

    /// Finds an execution, or a child execution of a map run.
    Optional<ExecutionEntry> search(String arn) {
        return find(arn).or(() -> wholeChild(arn));
    }

    /// The executions of Express machines, for which only Task states wait.
    ExpressExecutions express() {
        return express;
    }

    /// Finds an execution that is not a child of a map run.
    synchronized Optional<ExecutionEntry> find(String arn) {
        ExecutionEntry known = byArn.get(arn);
        return known != null
                ? Optional.of(known)
                : Optional.ofNullable(onDisk.get(arn)).map(this::wake);
    }

    /// Finds a child execution of a map run whose history is kept.
    private Optional<ExecutionEntry> wholeChild(String arn) {
        return child(arn)
                .flatMap(found -> found instanceof ExecutionEntry entry ? Optional.of(entry) : Optional.empty());
    }

    /// Finds a child execution of a map run. Its ARN names its machine and the label of its Map:
    /// `...:execution:Machine/Label:...`.
    Optional<ListedExecution> child(String arn) {
        if (!arn.contains("/")) {
            return Optional.empty();
        }
        wakeThose(execution -> execution.mayHold(arn));
        return mapRuns().flatMap(run -> run.child(arn).stream()).findAny();
    }

    MapRunEntry mapRun(String arn) {
        wakeThose(execution -> execution.mapRuns().contains(arn));
        return mapRuns()
                .filter(run -> run.arn().equals(arn))
                .findAny()
                .orElseThrow(() -> StepFunctionsErrors.noSuchResource(arn));
    }

    private synchronized void wakeThose(java.util.function.Predicate<EndedExecution> which) {
        onDisk.values().stream().filter(which).toList().forEach(this::wake);
    }

    private Stream<MapRunEntry> mapRuns() {
        return all().stream().flatMap(Executions::mapRuns);
    }

    /// Returns the map runs of an execution and of its child executions.
    private static Stream<MapRunEntry> mapRuns(ExecutionEntry parent) {
        return MapRunEntry.of(parent).stream()
                .flatMap(
                        run -> Stream.concat(Stream.of(run), run.wholeChildren().flatMap(Executions::mapRuns)));
    }

    /// Returns the existing execution of that ARN, or else starts one.
    synchronized ExecutionEntry findOrStart(String arn, Supplier<ExecutionEntry> start) {
        Optional<ExecutionEntry> existing = find(arn);
        if (existing.isPresent()) {
            return existing.get();
        }
        if (runningBytes > retention.bytes()) {
            throw StepFunctionsErrors.executionLimit(retention.bytes());
        }
        return archive.together(() -> {
            ExecutionEntry started = start.get();
            byArn.put(arn, started);
            awaitEnd(started);
            archive.started(started.order());
            return started;
        });
    }

    /// Restores the executions of an earlier process. Returns those that have not ended; they do not continue
    /// yet.
    synchronized List<ExecutionEntry> restore() {
        List<ExecutionEntry> unfinished = new ArrayList<>();
        List<EndedExecution> over = new ArrayList<>();
        archive.read((order, known) ->
                known.ifPresentOrElse(over::add, () -> unfinished.add(archive.repeat(order, machines))));
        over.sort(Comparator.comparingLong(EndedExecution::stopMillis));
        over.forEach(known -> {
            onDisk.put(known.arn(), known);
            count(
                    known.arn(),
                    new Ended(known.order(), known.revision(), known.events(), FIXED_BYTES, known.stopMillis()));
        });
        archive.count(over, unfinished);
        makeRoom();
        archive.forEachTokens(redrives::restore);
        unfinished.forEach(entry -> byArn.put(entry.arn(), entry));
        return unfinished;
    }

    /// Returns the executions that continue.
    synchronized void goOn(List<ExecutionEntry> unfinished) {
        unfinished.forEach(this::awaitEnd);
    }

    /// Reads an ended execution.
    private ExecutionEntry wake(EndedExecution execution) {
        ExecutionEntry entry = archive.repeat(execution.order(), machines);
        entry.execution().settle();
        onDisk.remove(execution.arn());
        byArn.put(execution.arn(), entry);
        keepAwake(execution);
        return entry;
    }

    /// Keeps only the newest ended executions in memory.
    private void keepAwake(EndedExecution newest) {
        awake.putLast(newest.arn(), newest);
        while (awake.size() > MAX_AWAKE) {
            EndedExecution oldest = awake.pollFirstEntry().getValue();
            if (byArn.remove(oldest.arn()) != null) {
                onDisk.put(oldest.arn(), oldest);
            }
        }
    }

    /// Tells whether the call with this token has been made before.
    synchronized boolean isRedriven(ExecutionEntry entry, Optional<String> clientToken, Instant now) {
        return clientToken.isPresent() && redrives.knows(entry.arn(), clientToken.get(), now);
    }

    /// Redrives the execution if possible; tells whether it did.
    @SuppressWarnings("ReferenceEquality") // one that was read again is another object
    synchronized boolean redrive(ExecutionEntry entry, Optional<String> clientToken, Instant now) {
        if (byArn.get(entry.arn()) != entry) {
            return find(entry.arn())
                    .filter(again -> redrive(again, clientToken, now))
                    .isPresent();
        }
        if (!entry.execution().isRedrivable()) {
            return false;
        }
        archive.redriven(entry.order());
        boolean unused = entry.execution().redrive();
        clientToken.ifPresent(token -> {
            redrives.remember(entry.arn(), token, now);
            archive.keepTokens(entry.order(), redrives.of(entry.arn()));
        });
        awake.remove(entry.arn());
        forget(ended.remove(entry.arn()));
        awaitEnd(entry);
        return true;
    }

    private void awaitEnd(ExecutionEntry entry) {
        runningBytes += inputBytes(entry);
        entry.execution().onEnd(_ -> ended(entry));
    }

    /// The estimated size of an execution that has just begun.
    private static long inputBytes(ExecutionEntry entry) {
        return FIXED_BYTES + entry.origin().input().length() * INPUT_COPIES;
    }

    /// An execution that has ended, with the number of events and bytes kept for it.
    ///
    /// @param revision the digest of what it ran, where it is on disk
    /// @param millis when it ended
    private record Ended(String order, String revision, long events, long bytes, long millis) {}

    /// Makes room after an execution, now the newest, has ended. One that has been redriven since has not
    /// ended.
    private void ended(ExecutionEntry entry) {
        Ended newest = new Ended(
                entry.order(),
                archive.revision(entry),
                events(entry.execution()),
                archive.keeps() ? FIXED_BYTES : inputBytes(entry) + bytes(entry.execution()),
                archive.millis());
        keep(entry, newest);
    }

    private synchronized void keep(ExecutionEntry entry, Ended newest) {
        runningBytes -= inputBytes(entry);
        if (entry.end().isEmpty()) {
            return;
        }
        if (archive.keeps()) {
            keepAwake(archive.ended(entry));
        }
        count(entry.arn(), newest);
        makeRoom();
    }

    private void makeRoom() {
        while (ended.size() > 1 && isTooMuch()) {
            drop(ended.keySet().iterator().next());
        }
    }

    private void count(String arn, Ended newest) {
        forget(ended.put(arn, newest));
        endedEvents += newest.events();
        endedBytes += newest.bytes();
    }

    private void drop(String arn) {
        Ended dropped = ended.remove(arn);
        forget(dropped);
        byArn.remove(arn);
        onDisk.remove(arn);
        awake.remove(arn);
        boolean hadTokens = redrives.forget(arn);
        if (dropped != null && archive.keeps()) {
            archive.forget(dropped.order(), dropped.revision(), hadTokens);
        }
    }

    private boolean isTooMuch() {
        if (archive.keeps() && retention.time().isPresent()) {
            long oldest = ended.values().iterator().next().millis();
            return oldest < archive.millis() - retention.time().get().toMillis();
        }
        return ended.size() > retention.executions()
                || endedEvents > retention.events()
                || endedBytes > retention.bytes();
    }

    private void forget(@Nullable Ended counted) {
        endedEvents -= counted == null ? 0 : counted.events();
        endedBytes -= counted == null ? 0 : counted.bytes();
    }

    /// Counts the events, including those of child executions.
    static long events(Execution execution) {
        return execution.history().size()
                + children(execution)
                        .flatMap(child -> child.execution().stream())
                        .mapToLong(Executions::events)
                        .sum();
    }

    private static long bytes(Execution execution) {
        return execution.history().heapBytes()
                + children(execution).mapToLong(Executions::bytes).sum();
    }

    private static long bytes(ChildExecution child) {
        return switch (child) {
            case ChildExecution.Whole whole -> FIXED_BYTES + bytes(whole.whole());
            case ChildExecution.Summary summary -> summary.heapBytes();
        };
    }

    private static Stream<ChildExecution> children(Execution execution) {
        return execution.mapRuns().stream().flatMap(run -> run.children().stream());
    }

    /// Returns the executions in memory, newest first.
    synchronized List<ExecutionEntry> all() {
        List<ExecutionEntry> all = new ArrayList<>(byArn.values());
        Collections.reverse(all);
        return all;
    }

    /// Returns all executions, newest first.
    synchronized List<ListedExecution> listed() {
        List<ListedExecution> all = new ArrayList<>(byArn.values());
        if (archive.keeps()) {
            all.addAll(onDisk.values());
            all.sort(Comparator.comparing(ListedExecution::order));
        }
        Collections.reverse(all);
        return all;
    }
}
