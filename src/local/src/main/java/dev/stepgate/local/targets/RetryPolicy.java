// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// How often and how long a call is made again
/// ([retries](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html)).
///
/// @param retries after the first attempt, at most
/// @param age since the first attempt, at most
public record RetryPolicy(int retries, Duration age) {

    /// `{"MaximumRetryAttempts", "MaximumEventAgeInSeconds"}`, each 185 and 86,400 where it is absent.
    public static RetryPolicy of(JsonNode policy) {
        return new RetryPolicy(
                policy.path("MaximumRetryAttempts").asInt(185),
                Duration.ofSeconds(policy.path("MaximumEventAgeInSeconds").asLong(86_400)));
    }

    /// Before the first retry a second passes, before each further one twice as long, eight minutes at most.
    /// AWS backs off likewise, adds a random part and says no numbers.
    Duration pause(int retry) {
        return Duration.ofSeconds(Math.min(480, 1L << Math.min(9, retry - 1)));
    }
}
