// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.ramen;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Boils ramen for as many seconds as the variable `TIMER` says (30 when there is none), whatever the input.
public final class RamenTimer implements RequestHandler<Object, RamenTimer.Ramen> {
    /// Lambda runs a function for at most 900 seconds.
    private static final int MAX_SECONDS = 890;

    private final Duration boiling;
    private final Pause pause;

    public RamenTimer() {
        this(boiling(Optional.ofNullable(System.getenv("TIMER"))), Pause.SLEEP);
    }

    RamenTimer(Duration boiling, Pause pause) {
        this.boiling = boiling;
        this.pause = pause;
    }

    @Override
    public Ramen handleRequest(Object input, Context context) {
        pause.take(boiling);
        EventLog.info(context, "boiled", Map.of("seconds", String.valueOf(boiling.toSeconds())));
        return new Ramen("The ramen is boiled. If you don't eat it quickly, it will grow.");
    }

    static Duration boiling(Optional<String> timer) {
        String seconds = timer.orElse("30");
        if (!seconds.matches("\\d{1,3}") || Integer.parseInt(seconds) > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "TIMER is '" + seconds + "', expected a whole number of seconds from 0 to " + MAX_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    /// The answer: `{"message"}`.
    public record Ramen(String message) {}
}
