// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which executions may be redriven, and which calls have done so
/// ([RedriveExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html)).
/// Not safe for threads.
final class Redrives {
    private static final Duration REDRIVABLE = Duration.ofDays(14);
    private static final Duration MAX_AGE = Duration.ofDays(365);
    private static final int MAX_EVENTS = 24_999;
    private static final int TOKENS = 10;
    private static final Duration TOKEN_VALID = Duration.ofMinutes(15);

    private final Map<String, LinkedHashMap<String, Instant>> tokens = new HashMap<>();

    /// Why an execution cannot be redriven, if it cannot: `redriveStatusReason` of DescribeExecution.
    static Optional<String> refusal(ExecutionEntry entry, Instant now) {
        Optional<ExecutionEntry.End> end = entry.end();
        if (end.isEmpty() || entry.status().equals("SUCCEEDED")) {
            return Optional.of("Execution is " + entry.status() + " and cannot be redriven");
        }
        if (entry.execution().history().size() >= MAX_EVENTS) {
            return Optional.of("Execution history event limit exceeded");
        }
        if (entry.execution().startTime().plus(MAX_AGE).isBefore(now)) {
            return Optional.of("Execution has exceeded the max execution time");
        }
        return end.get().stop().plus(REDRIVABLE).isBefore(now)
                ? Optional.of("Execution redrivable period exceeded")
                : Optional.empty();
    }

    /// The last ten tokens are known for a quarter of an hour.
    void remember(String executionArn, String token, Instant now) {
        LinkedHashMap<String, Instant> known = tokens.computeIfAbsent(executionArn, _ -> new LinkedHashMap<>());
        known.put(token, now);
        if (known.size() > TOKENS) {
            known.pollFirstEntry();
        }
    }

    boolean knows(String executionArn, String token, Instant now) {
        Instant used = tokens.getOrDefault(executionArn, new LinkedHashMap<>()).get(token);
        return used != null && !used.plus(TOKEN_VALID).isBefore(now);
    }

    void forget(String executionArn) {
        tokens.remove(executionArn);
    }
}
