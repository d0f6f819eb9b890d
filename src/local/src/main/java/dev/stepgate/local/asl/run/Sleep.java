// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A delay: of a Wait, or before a retry.
final class Sleep implements Effect {
    private final Frame frame;
    private final StateStep then;
    private final long since;
    private final long due;
    private Time.@Nullable Timer timer;

    private Sleep(Frame frame, Duration delay, StateStep then) {
        this.frame = frame;
        this.then = then;
        this.since = frame.execution().millis();
        this.due = since + delay.toMillis();
    }

    static StateProgress then(Frame frame, Duration delay, StateStep then) {
        Sleep sleep = new Sleep(frame, delay, then);
        frame.await(sleep);
        sleep.timer = frame.execution().after(delay, sleep::over);
        return StateProgress.Waiting.INSTANCE;
    }

    @Override
    public void describe(Consumer<Waiting> found) {
        Waiting.Reason reason =
                frame.state() instanceof State.Wait ? new Waiting.Reason.Timer() : new Waiting.Reason.Retry();
        found.accept(new Waiting(
                frame.state().name(),
                reason,
                frame.entered().retryCount(),
                Instant.ofEpochMilli(since),
                Optional.of(Instant.ofEpochMilli(due))));
    }

    private void over() {
        frame.resume(this, then);
    }

    @Override
    public void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
