// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.run.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Standard executions: all running ones, and the newest of those that have ended.
final class Executions {
    /// The estimated size of an execution without its data.
    private static final long FIXED_BYTES = 1_000;

    /// The input is kept as the text that was given and as the data parsed from it.
    private static final long INPUT_COPIES = 2;

    private final Retention retention;
    private final Map<String, ExecutionEntry> byArn = new LinkedHashMap<>();
    private final Map<String, Ended> ended = new LinkedHashMap<>();
    private final Redrives redrives = new Redrives();
    private final ExpressExecutions express = new ExpressExecutions();
    private long endedEvents;
    private long endedBytes;
    private long runningBytes;

    Executions(Retention retention) {
        this.retention = retention;
    }

    /// Finds an execution, or a child execution of a map run.
    ExecutionEntry get(String arn) {
        return search(arn).orElseThrow(() -> StepFunctionsErrors.noSuchExecution(arn));
    }

    /// Finds an execution, or a child execution of a map run.
    Optional<ExecutionEntry> search(String arn) {
        return find(arn).or(() -> child(arn));
    }

    /// The executions of Express machines, for which only Task states wait.
    ExpressExecutions express() {
        return express;
    }

    /// Finds an execution that is not a child of a map run.
    synchronized Optional<ExecutionEntry> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    private Optional<ExecutionEntry> child(String arn) {
        return mapRuns()
                .flatMap(run -> run.children().stream())
                .filter(child -> child.arn().equals(arn))
                .findAny();
    }

    MapRunEntry mapRun(String arn) {
        return mapRuns()
                .filter(run -> run.arn().equals(arn))
                .findAny()
                .orElseThrow(() -> StepFunctionsErrors.noSuchResource(arn));
    }

    private Stream<MapRunEntry> mapRuns() {
        return all().stream().flatMap(Executions::mapRuns);
    }

    /// Returns the map runs of an execution and of its child executions.
    private static Stream<MapRunEntry> mapRuns(ExecutionEntry parent) {
        return MapRunEntry.of(parent).stream()
                .flatMap(run ->
                        Stream.concat(Stream.of(run), run.children().stream().flatMap(Executions::mapRuns)));
    }

    /// Returns the existing execution of that ARN, or else starts one.
    synchronized ExecutionEntry findOrStart(String arn, Supplier<ExecutionEntry> start) {
        ExecutionEntry existing = byArn.get(arn);
        if (existing != null) {
            return existing;
        }
        if (runningBytes > retention.bytes()) {
            throw StepFunctionsErrors.executionLimit(retention.bytes());
        }
        ExecutionEntry started = start.get();
        byArn.put(arn, started);
        awaitEnd(started);
        return started;
    }

    /// Tells whether the call with this token has been made before.
    synchronized boolean isRedriven(ExecutionEntry entry, Optional<String> clientToken, Instant now) {
        return clientToken.isPresent() && redrives.knows(entry.arn(), clientToken.get(), now);
    }

    /// Redrives the execution if possible; tells whether it did.
    synchronized boolean redrive(ExecutionEntry entry, Optional<String> clientToken, Instant now) {
        if (!entry.execution().redrive()) {
            return false;
        }
        clientToken.ifPresent(token -> redrives.remember(entry.arn(), token, now));
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
    private record Ended(String arn, long events, long bytes) {}

    /// Makes room after an execution, now the newest, has ended. One that has been redriven since has not
    /// ended.
    private void ended(ExecutionEntry entry) {
        Ended newest = new Ended(entry.arn(), events(entry.execution()), inputBytes(entry) + bytes(entry.execution()));
        keep(entry, newest);
    }

    private synchronized void keep(ExecutionEntry entry, Ended newest) {
        runningBytes -= inputBytes(entry);
        if (entry.end().isEmpty()) {
            return;
        }
        forget(ended.put(entry.arn(), newest));
        endedEvents += newest.events();
        endedBytes += newest.bytes();
        while (ended.size() > 1 && isTooMuch()) {
            String oldest = ended.keySet().iterator().next();
            forget(ended.remove(oldest));
            byArn.remove(oldest);
            redrives.forget(oldest);
        }
    }

    private boolean isTooMuch() {
        return ended.size() > retention.executions()
                || endedEvents > retention.events()
                || endedBytes > retention.bytes();
    }

    private void forget(@Nullable Ended counted) {
        endedEvents -= counted == null ? 0 : counted.events();
        endedBytes -= counted == null ? 0 : counted.bytes();
    }

    /// Counts the events, including those of child executions.
    private static long events(Execution execution) {
        return execution.history().size()
                + execution.mapRuns().stream()
                        .flatMap(run -> run.children().stream())
                        .mapToLong(child -> events(child.execution()))
                        .sum();
    }

    private static long bytes(Execution execution) {
        return execution.history().heapBytes()
                + execution.mapRuns().stream()
                        .flatMap(run -> run.children().stream())
                        .mapToLong(child -> FIXED_BYTES + bytes(child.execution()))
                        .sum();
    }

    /// Returns all executions, newest first.
    synchronized List<ExecutionEntry> all() {
        List<ExecutionEntry> all = new ArrayList<>(byArn.values());
        Collections.reverse(all);
        return all;
    }
}
