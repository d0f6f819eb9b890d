// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.aws.Acknowledgements;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.concurrent.ActionsInARow;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Holds an answer back until everything done so far is on disk, so that no client learns of a change that
/// could still be lost. While the disk cannot be written to, requests that change something are refused, and
/// all others are answered from memory.
record StoreAcknowledgements(Store store, Time time, ActionsInARow ready) implements Acknowledgements {
    private static final Set<String> READING =
            Set.of("GET", "HEAD", "OPTIONS", "Query", "Scan", "TestEventPattern", "ValidateStateMachineDefinition");
    private static final List<String> READING_PREFIXES = List.of("Describe", "List", "Get", "BatchGet", "TransactGet");

    /// It hands a task over.
    private static final String ACTIVITY_TASK = "GetActivityTask";

    static Acknowledgements of(Store store, Time time) {
        return store.keeps() ? new StoreAcknowledgements(store, time, new ActionsInARow(time)) : AT_ONCE;
    }

    @Override
    public <T> CompletionStage<T> of(String operation, Supplier<CompletionStage<T>> call) {
        boolean reads = reads(operation);
        if (!reads) {
            try {
                store.requireRoom();
            } catch (StoreException e) {
                throw unavailable(e);
            }
        }
        return store.together(call).thenCompose(answer -> confirmed(answer, reads));
    }

    private static boolean reads(String operation) {
        return READING.contains(operation)
                || !operation.equals(ACTIVITY_TASK) && READING_PREFIXES.stream().anyMatch(operation::startsWith);
    }

    private <T> CompletionStage<T> confirmed(T answer, boolean reads) {
        CompletableFuture<Void> onDisk = store.confirmed().toCompletableFuture();
        if (onDisk.isDone() && !onDisk.isCompletedExceptionally()) {
            return CompletableFuture.completedStage(answer);
        }
        CompletableFuture<T> told = new CompletableFuture<>();
        Consumer<Runnable> turn = turn();
        CompletionStage<?> unused = onDisk.whenComplete((_, failure) -> turn.accept(() -> {
            if (failure == null || reads) {
                told.complete(answer);
            } else {
                told.completeExceptionally(unavailable(failure));
            }
        }));
        return told;
    }

    /// Under virtual time the clock stands still meanwhile.
    private Consumer<Runnable> turn() {
        return time.admitsAtOnce() ? ready::add : time.hold("an answer until it is on disk")::end;
    }

    private static AwsException unavailable(Throwable failure) {
        return new AwsException(503, "ServiceUnavailable", String.valueOf(failure.getMessage()));
    }
}
