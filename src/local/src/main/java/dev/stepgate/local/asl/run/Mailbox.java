// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Actions of one execution, run one at a time in the order they were posted, by whichever worker is free. An empty
/// mailbox holds nothing but itself.
final class Mailbox extends AtomicReference<Mailbox.@Nullable Letter> {
    /// A worker that has had its hands on one execution for this long lets others go first.
    private static final int BATCHES_IN_A_ROW = 64;

    private static final Letter OPEN = new Letter(() -> {}, null);

    private final transient Time time;
    private final transient Consumer<Throwable> broken;

    /// `broken` is told of whatever an action throws.
    Mailbox(Time time, Consumer<Throwable> broken) {
        this.time = time;
        this.broken = broken;
    }

    /// An action and the one posted before it.
    static final class Letter {
        private final Runnable action;
        private final @Nullable Letter earlier;

        Letter(Runnable action, @Nullable Letter earlier) {
            this.action = action;
            this.earlier = earlier;
        }
    }

    void post(Runnable action) {
        Letter last = getAndUpdate(earlier -> new Letter(action, earlier == OPEN ? null : earlier));
        if (last == null) {
            time.execute(this::open);
        }
    }

    private void open() {
        for (int batch = 0; batch < BATCHES_IN_A_ROW; batch++) {
            Letter last = getAndSet(OPEN);
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

    private void read(Letter last) {
        Letter letter = oldestFirst(last);
        while (letter != null) {
            try {
                letter.action.run();
            } catch (RuntimeException | Error e) {
                broken.accept(e);
            }
            letter = letter.earlier;
        }
    }

    private static @Nullable Letter oldestFirst(Letter last) {
        Letter turned = null;
        for (Letter letter = last; letter != null; letter = letter.earlier) {
            turned = new Letter(letter.action, turned);
        }
        return turned;
    }
}
