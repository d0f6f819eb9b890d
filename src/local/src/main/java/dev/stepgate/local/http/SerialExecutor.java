// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what is posted one after another, in order, on other threads. A task that throws is a bug: it is logged and the
/// next one runs.
final class SerialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor workers;
    private final Queue<Runnable> posted = new ArrayDeque<>(2);
    private boolean running;

    SerialExecutor(Executor workers) {
        this.workers = workers;
    }

    void post(Runnable task) {
        synchronized (posted) {
            posted.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        workers.execute(this::run);
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                OutOfMemory.tell(e);
                LOG.error("a task is broken", e);
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (posted) {
            Runnable task = posted.poll();
            running = task != null;
            return task;
        }
    }
}
