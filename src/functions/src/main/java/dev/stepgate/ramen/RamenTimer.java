// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.ramen;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Pause;
import java.time.Duration;
import java.util.Map;

/// Boils ramen for the seconds in the input, `{"timer": seconds}`; 30 without them. The state machine sends
/// the value of the stack's parameter RamenTimerSeconds: in an environment variable a new value would not
/// reach the alias of a version that is already published.
public final class RamenTimer implements RequestHandler<Object, RamenTimer.Ramen> {
    private static final int DEFAULT_SECONDS = 30;

    /// The maximum; Lambda runs a function for at most 900 seconds.
    private static final int MAX_SECONDS = 890;

    private final Pause pause;

    public RamenTimer() {
        this(Pause.SLEEP);
    }

    RamenTimer(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Ramen handleRequest(Object input, Context context) {
        Duration boiling = boiling(input);
        pause.take(boiling);
        EventLog.info(context, "boiled", Map.of("seconds", String.valueOf(boiling.toSeconds())));
        return new Ramen("The ramen is boiled. If you don't eat it quickly, it will grow.");
    }

    static Duration boiling(Object input) {
        Object timer = input instanceof Map<?, ?> members ? members.get("timer") : null;
        if (timer == null) {
            return Duration.ofSeconds(DEFAULT_SECONDS);
        }
        if (timer instanceof Integer seconds && seconds >= 0 && seconds <= MAX_SECONDS) {
            return Duration.ofSeconds(seconds);
        }
        throw new IllegalArgumentException(
                "timer is '" + timer + "', expected a whole number of seconds from 0 to " + MAX_SECONDS);
    }

    /// The result: `{"message"}`.
    public record Ramen(String message) {}
}
