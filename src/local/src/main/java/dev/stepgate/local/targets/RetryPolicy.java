// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// How often and for how long a call is retried
/// ([retries](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html)).
///
/// @param retries maximum number after the first attempt
/// @param age maximum time since the first attempt
public record RetryPolicy(int retries, Duration age) {

    /// Reads `{"MaximumRetryAttempts", "MaximumEventAgeInSeconds"}`, with the defaults 185 and 86,400.
    public static RetryPolicy of(JsonNode policy) {
        return new RetryPolicy(
                policy.path("MaximumRetryAttempts").asInt(185),
                Duration.ofSeconds(policy.path("MaximumEventAgeInSeconds").asLong(86_400)));
    }

    /// Returns the pause before a retry: one second before the first, doubled before each further one, at
    /// most eight minutes. AWS backs off too, adds a random part, and publishes no numbers.
    Duration pause(int retry) {
        return Duration.ofSeconds(Math.min(480, 1L << Math.min(9, retry - 1)));
    }
}
