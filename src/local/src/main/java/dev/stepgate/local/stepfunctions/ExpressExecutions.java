// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// The Express executions that run and the newest few that have ended: long enough for a Task state which has
/// started one to ask for its end. The API tells of none of them. Safe for threads.
final class ExpressExecutions {
    private static final int MAX_ENDED = 32;

    private final Map<String, ExecutionEntry> byArn = new HashMap<>();
    private final Queue<String> ended = new ArrayDeque<>();

    synchronized void add(ExecutionEntry entry) {
        byArn.put(entry.arn(), entry);
        entry.execution().onEnd(_ -> ended(entry.arn()));
    }

    private synchronized void ended(String arn) {
        ended.add(arn);
        if (ended.size() > MAX_ENDED) {
            byArn.remove(ended.remove());
        }
    }

    synchronized Optional<ExecutionEntry> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }
}
