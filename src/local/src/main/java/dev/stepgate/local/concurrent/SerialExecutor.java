// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs actions one at a time, in the order in which they were posted, on any free worker, so that the state
/// they share needs no locks. Each execution of a state machine has one, and each WebSocket. Any thread may
/// post. An empty one holds nothing but itself, because a million of them may wait.
public final class SerialExecutor extends AtomicReference<SerialExecutor.@Nullable Entry> implements Runnable {
    private static final Logger LOG = System.getLogger(SerialExecutor.class.getName());

    /// After this many batches a worker lets others go first.
    private static final int BATCHES_IN_A_ROW = 64;

    private static final Entry OPEN = new Entry(() -> {}, null);

    private final transient Executor workers;
    private final transient Owner owner;

    /// @param workers run this executor itself as their task; its text is its owner's
    public SerialExecutor(Executor workers, Owner owner) {
        this.workers = workers;
        this.owner = owner;
    }

    /// The owner of the actions. Its text describes the current action, for reports of one that takes long.
    @FunctionalInterface
    public interface Owner {
        /// Called with any exception of an action; the next action runs all the same.
        void broken(Throwable bug);
    }

    /// An action and the one posted before it.
    static final class Entry {
        private final Runnable action;
        private final @Nullable Entry earlier;

        Entry(Runnable action, @Nullable Entry earlier) {
            this.action = action;
            this.earlier = earlier;
        }
    }

    public void post(Runnable action) {
        if (append(action)) {
            workers.execute(this);
        }
    }

    /// Posts an action and, unless another thread is running actions, runs it on this one. Only for actions that take
    /// less time than handing them over.
    public void postHere(Runnable action) {
        if (append(action)) {
            run();
        }
    }

    /// Returns true when nobody is going to run the action.
    private boolean append(Runnable action) {
        return getAndUpdate(earlier -> new Entry(action, earlier == OPEN ? null : earlier)) == null;
    }

    /// Called by a worker.
    @Override
    public void run() {
        for (int batch = 0; batch < BATCHES_IN_A_ROW; batch++) {
            Entry last = getAndSet(OPEN);
            if (last == OPEN) {
                if (compareAndSet(OPEN, null)) {
                    return;
                }
            } else if (last != null) {
                read(last);
            }
        }
        workers.execute(this);
    }

    private void read(Entry last) {
        Entry entry = oldestFirst(last);
        while (entry != null) {
            try {
                entry.action.run();
            } catch (RuntimeException | Error e) {
                tell(e);
            }
            entry = entry.earlier;
        }
    }

    /// Reports a failure. The next actions run whatever goes wrong, unless the handler of uncaught exceptions
    /// ends the process because it is out of memory.
    private void tell(Throwable bug) {
        if (bug instanceof OutOfMemoryError) {
            Thread worker = Thread.currentThread();
            worker.getUncaughtExceptionHandler().uncaughtException(worker, bug);
        }
        try {
            owner.broken(bug);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The failure of an action cannot be told", e);
        }
    }

    @Override
    public String toString() {
        return owner.toString();
    }

    private static @Nullable Entry oldestFirst(Entry last) {
        Entry turned = null;
        for (Entry entry = last; entry != null; entry = entry.earlier) {
            turned = new Entry(entry.action, turned);
        }
        return turned;
    }
}
