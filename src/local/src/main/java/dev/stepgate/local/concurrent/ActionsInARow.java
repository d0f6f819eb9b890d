// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs short actions that come in crowds, such as the answers to all requests of one commit. Each gives the next
/// one to the executor before it runs itself, so a crowd wakes one thread and not a thread for each action, and
/// an action that takes long does not keep the rest waiting. Thread-safe.
public final class ActionsInARow {
    private final Executor executor;
    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public ActionsInARow(Executor executor) {
        this.executor = executor;
    }

    public void add(Runnable action) {
        actions.add(action);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::runNext);
        }
    }

    private void runNext() {
        Runnable action = actions.remove();
        if (waiting.decrementAndGet() > 0) {
            executor.execute(this::runNext);
        }
        action.run();
    }
}
