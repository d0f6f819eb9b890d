// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.run.ExecutionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Decides which executions may be redriven, and remembers the calls that did so
/// ([RedriveExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html)).
/// Not thread-safe.
final class Redrives {
    private static final Duration REDRIVABLE = Duration.ofDays(14);
    private static final Duration MAX_AGE = Duration.ofDays(365);
    private static final int MAX_EVENTS = 24_999;
    private static final int TOKENS = 10;
    private static final Duration TOKEN_VALID = Duration.ofMinutes(15);

    private final Map<String, LinkedHashMap<String, Instant>> tokens = new HashMap<>();

    /// Returns the reason why an execution cannot be redriven, if it cannot: the `redriveStatusReason` of
    /// DescribeExecution.
    static Optional<String> refusal(ExecutionEntry entry, ExecutionSnapshot snapshot, Instant now) {
        Optional<ExecutionSnapshot.End> end = snapshot.end();
        String status = snapshot.status();
        if (end.isEmpty() || status.equals("SUCCEEDED")) {
            return Optional.of(refusalOf(status));
        }
        if (end.get().events() >= MAX_EVENTS) {
            return Optional.of("Execution history event limit exceeded");
        }
        if (entry.execution().startTime().plus(MAX_AGE).isBefore(now)) {
            return Optional.of("Execution has exceeded the max execution time");
        }
        return end.get().time().plus(REDRIVABLE).isBefore(now)
                ? Optional.of("Execution redrivable period exceeded")
                : Optional.empty();
    }

    /// The reason why one that runs, or has succeeded, cannot be redriven.
    static String refusalOf(String status) {
        return "Execution is " + status + " and cannot be redriven";
    }

    Map<String, Instant> of(String executionArn) {
        return tokens.getOrDefault(executionArn, new LinkedHashMap<>());
    }

    /// Restores the tokens that an earlier process has kept.
    void restore(String executionArn, Map<String, Instant> known) {
        tokens.put(executionArn, new LinkedHashMap<>(known));
    }

    /// Remembers a token: the last ten, for a quarter of an hour.
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

    /// Returns true when there were tokens of the execution.
    boolean forget(String executionArn) {
        return tokens.remove(executionArn) != null;
    }
}
