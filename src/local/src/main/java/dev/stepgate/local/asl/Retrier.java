// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One entry of [Retry](https://states-language.net/spec.html#retrying-after-error), with its defaults filled
/// in: 1 second, 3 attempts, rate 2.0, no jitter.
public record Retrier(
        List<String> errorEquals,
        Duration interval,
        int maxAttempts,
        double backoffRate,
        Optional<Duration> maxDelay,
        JitterStrategy jitterStrategy) {
    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    /// Returns the wait before the next attempt, without jitter: the interval, multiplied by the rate for
    /// each earlier retry, and at most the maximum delay.
    public Duration delay(int retries) {
        double seconds = interval.toSeconds() * Math.pow(backoffRate, retries);
        double most = maxDelay.map(Duration::toSeconds).orElse(Long.MAX_VALUE);
        return Duration.ofMillis(Math.round(Math.min(seconds, most) * 1000));
    }

    public enum JitterStrategy {
        NONE,
        FULL
    }
}
