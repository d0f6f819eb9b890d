// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Time to pass: a Wait, or the delay before a retry.
final class Sleep implements Effect {
    private final Frame frame;
    private final StateStep then;
    private Time.@Nullable Timer timer;

    private Sleep(Frame frame, StateStep then) {
        this.frame = frame;
        this.then = then;
    }

    static StateProgress then(Frame frame, Duration delay, StateStep then) {
        Sleep sleep = new Sleep(frame, then);
        frame.await(sleep);
        sleep.timer = frame.execution().after(delay, sleep::over);
        return StateProgress.Waiting.INSTANCE;
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
