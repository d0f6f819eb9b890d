// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One activity, with the tasks that wait for a worker or the workers that wait for a task.
final class Activity {
    /// How long [GetActivityTask][1] waits for a task.
    ///
    /// [1]: https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
    private static final Duration POLL = Duration.ofSeconds(60);

    private final Time time;
    private final Queue<Offer> offers = new ArrayDeque<>();
    private final Queue<Worker> workers = new ArrayDeque<>();

    Activity(Time time) {
        this.time = time;
    }

    /// A task that needs a worker.
    interface Offer {
        /// Gives the task to a worker; empty when the task has meanwhile timed out or been aborted.
        Optional<ActivityTask> take(Optional<String> workerName);
    }

    private record Worker(Optional<String> name, CompletableFuture<Optional<ActivityTask>> answer) {
        void give(Optional<ActivityTask> task) {
            answer.complete(task);
        }
    }

    CompletionStage<Optional<ActivityTask>> poll(Optional<String> workerName) {
        Worker worker = new Worker(workerName, new CompletableFuture<>());
        Optional<ActivityTask> task = takeOrWait(worker);
        if (task.isPresent()) {
            worker.give(task);
            return worker.answer();
        }
        Time.Timer timer = time.after(POLL, () -> giveUp(worker));
        return worker.answer().whenComplete((_, _) -> timer.cancel());
    }

    void offer(Offer offer) {
        Worker worker = waitingWorkerOrKeep(offer);
        if (worker == null) {
            return;
        }
        Optional<ActivityTask> task = offer.take(worker.name());
        if (task.isPresent()) {
            worker.give(task);
        } else {
            returnToWaiting(worker);
        }
    }

    private synchronized Optional<ActivityTask> takeOrWait(Worker worker) {
        while (!offers.isEmpty()) {
            Optional<ActivityTask> task = offers.remove().take(worker.name());
            if (task.isPresent()) {
                return task;
            }
        }
        workers.add(worker);
        return Optional.empty();
    }

    private synchronized @Nullable Worker waitingWorkerOrKeep(Offer offer) {
        Worker worker = workers.poll();
        if (worker == null) {
            offers.add(offer);
        }
        return worker;
    }

    private synchronized void returnToWaiting(Worker worker) {
        workers.add(worker);
    }

    private void giveUp(Worker worker) {
        synchronized (this) {
            if (!workers.remove(worker)) {
                return;
            }
        }
        worker.give(Optional.empty());
    }
}
