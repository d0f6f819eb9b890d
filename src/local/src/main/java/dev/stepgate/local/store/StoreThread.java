// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A thread that works on the disk, started when it is needed first. What it is given after its end is dropped.
final class StoreThread implements Executor {
    private final ScheduledThreadPoolExecutor thread;

    StoreThread(String name) {
        thread = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .inheritInheritableThreadLocals(false)
                        .factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable action) {
        thread.execute(action);
    }

    /// Runs an action later, unless the thread has ended by then.
    void after(long millis, Runnable action) {
        ScheduledFuture<?> unused = thread.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    boolean isIdle() {
        return thread.getQueue().isEmpty() && thread.getActiveCount() == 0;
    }

    /// Waits for the current action; the others are dropped.
    void end() {
        thread.shutdown();
        try {
            boolean unused = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
