// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.RuntimeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Writes a log on a thread of its own, so that no request waits for the console. Lines are written together:
/// a line appears a few milliseconds after its event, in the order of the events. When the queue is full, the
/// threads that report events write too, which slows them down to the console's pace; nothing is dropped.
final class ConsoleThread implements RuntimeLog, AutoCloseable {
    private static final int MAX_WAITING = 8192;
    private static final long NANOS_BETWEEN_WRITES = Duration.ofMillis(5).toNanos();

    private final ConsoleLog log;
    private final BlockingQueue<LogEvent> events = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;
    private volatile boolean closed;

    ConsoleThread(ConsoleLog log) {
        this.log = log;
        this.thread = Thread.ofPlatform().name("console").daemon().start(this::write);
    }

    @Override
    public void add(LogEvent event) {
        if (log.isTold(event) && !waits(event) && !endsWithTheRuntime(event)) {
            log.add(event);
        }
    }

    /// Executions that end after [#close] were interrupted by the runtime's end: [RunningExecutions] tells of
    /// them.
    private boolean endsWithTheRuntime(LogEvent event) {
        return closed && event instanceof LogEvent.ExecutionEnded;
    }

    /// Returns true when the event is in the queue of the thread. An event that came after the thread's end,
    /// and that [#close] has not written either, is removed again.
    private boolean waits(LogEvent event) {
        return !closed && events.offer(event) && !(closed && events.remove(event));
    }

    private void write() {
        List<LogEvent> batch = new ArrayList<>();
        try {
            while (!closed) {
                batch.add(events.take());
                events.drainTo(batch);
                log.addAll(batch);
                batch.clear();
                LockSupport.parkNanos(NANOS_BETWEEN_WRITES);
            }
        } catch (InterruptedException _) {
            log.addAll(batch);
        }
    }

    /// Returns when everything that was reported before has been written. Later events are written at once,
    /// except for the ends of executions, which are not written.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        List<LogEvent> rest = new ArrayList<>();
        events.drainTo(rest);
        log.addAll(rest);
    }
}
