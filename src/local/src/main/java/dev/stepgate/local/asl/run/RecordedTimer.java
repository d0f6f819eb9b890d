// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A timer of an execution that can continue in another process: it is due at the same time in every process.
final class RecordedTimer implements Time.Timer, Addressee {
    /// The order in which the timers of one execution fire.
    static final Comparator<RecordedTimer> ORDER =
            Comparator.comparing((RecordedTimer timer) -> timer.due).thenComparingInt(timer -> timer.address);

    private final Execution execution;
    private final Instant due;
    private final Runnable action;
    private final int address;
    private Time.@Nullable Timer timer;
    private boolean over;

    /// @param action runs in the execution's mailbox
    RecordedTimer(Execution execution, Recording recording, Duration delay, Runnable action) {
        this.execution = execution;
        this.action = action;
        this.due = due(Instant.ofEpochMilli(recording.millis()), delay);
        this.address = recording.address(this);
    }

    private static Instant due(Instant now, Duration delay) {
        return delay.compareTo(Duration.between(now, Instant.MAX)) >= 0 ? Instant.MAX : now.plus(delay);
    }

    Instant due() {
        return due;
    }

    /// Sets the timer at the clock, once.
    synchronized void run() {
        if (!over && timer == null) {
            Time time = execution.time();
            timer = time.after(
                    Duration.between(time.now(), due), () -> execution.arrive(address, this, new Arrival.TimerFired()));
        }
    }

    @Override
    public void receive(Arrival arrival) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        execution.forget(address);
        action.run();
    }

    @Override
    public synchronized void cancel() {
        over = true;
        execution.forget(address);
        if (timer != null) {
            timer.cancel();
        }
    }
}
