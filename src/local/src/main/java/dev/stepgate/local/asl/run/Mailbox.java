// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Actions of one execution, run one at a time in the order they were posted, by whichever worker is free. An empty
/// mailbox holds nothing but itself.
final class Mailbox extends AtomicReference<Mailbox.@Nullable Entry> implements Runnable {
    private static final Logger LOG = System.getLogger(Mailbox.class.getName());

    /// A worker that has had its hands on one execution for this long lets others go first.
    private static final int BATCHES_IN_A_ROW = 64;

    private static final Entry OPEN = new Entry(() -> {}, null);

    private final transient Time time;
    private final transient Owner owner;

    Mailbox(Time time, Owner owner) {
        this.time = time;
        this.owner = owner;
    }

    /// Whose actions these are. Its text says what the action that runs is about, for whoever finds that it takes long.
    interface Owner {
        /// Told of whatever an action throws.
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

    void post(Runnable action) {
        Entry last = getAndUpdate(earlier -> new Entry(action, earlier == OPEN ? null : earlier));
        if (last == null) {
            time.execute(this);
        }
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
        time.execute(this);
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

    /// Whatever goes wrong in one action, the next ones run; unless the handler of what nobody catches ends the process
    /// because its memory has ended.
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
