// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Actions of one execution, run one at a time in the order they were posted, by whichever worker is free. An empty
/// mailbox holds nothing but itself.
final class Mailbox extends AtomicReference<Mailbox.@Nullable Entry> {
    /// A worker that has had its hands on one execution for this long lets others go first.
    private static final int BATCHES_IN_A_ROW = 64;

    private static final Entry OPEN = new Entry(() -> {}, null);

    private final transient Time time;
    private final transient Consumer<Throwable> broken;

    /// `broken` is told of whatever an action throws.
    Mailbox(Time time, Consumer<Throwable> broken) {
        this.time = time;
        this.broken = broken;
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
            time.execute(this::open);
        }
    }

    private void open() {
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
        time.execute(this::open);
    }

    private void read(Entry last) {
        Entry entry = oldestFirst(last);
        while (entry != null) {
            try {
                entry.action.run();
            } catch (RuntimeException | Error e) {
                broken.accept(e);
            }
            entry = entry.earlier;
        }
    }

    private static @Nullable Entry oldestFirst(Entry last) {
        Entry turned = null;
        for (Entry entry = last; entry != null; entry = entry.earlier) {
            turned = new Entry(entry.action, turned);
        }
        return turned;
    }
}
