// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// Threads for tasks that may block: a new virtual thread for each task.
public final class VirtualThreads {
    /// For handlers of requests, as `request-0`.
    public static final Executor FOR_REQUESTS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());

    private VirtualThreads() {}
}
