// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.Delay;
import dev.stepgate.local.asl.State;
import java.time.Duration;
import java.time.Instant;

/// [Wait](https://states-language.net/spec.html#wait-state): waits for some seconds, or until an instant.
final class WaitState {
    private WaitState() {}

    static StateProgress begin(Frame frame, State.Wait wait) {
        Duration delay = delay(frame, wait);
        return Sleep.then(frame, delay, () -> Evaluation.of(frame).exit(wait.transition()));
    }

    static Duration delay(Frame frame, State.Wait wait) {
        SettingEvaluation settings = new SettingEvaluation(Evaluation.of(frame));
        return switch (wait.delay()) {
            case Delay.Seconds seconds -> Duration.ofSeconds(settings.seconds(seconds.seconds()));
            case Delay.Until until -> {
                Instant now = frame.execution().now();
                yield Duration.between(now, settings.instant(until.timestamp(), now));
            }
        };
    }
}
