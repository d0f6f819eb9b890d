// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/// The Standard executions: all that run, and the newest of those that have ended.
final class Executions {
    private final Retention retention;
    private final Map<String, ExecutionEntry> byArn = new LinkedHashMap<>();
    private final Queue<ExecutionEntry> ended = new ArrayDeque<>();
    private long endedEvents;

    Executions(Retention retention) {
        this.retention = retention;
    }

    synchronized Optional<ExecutionEntry> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    ExecutionEntry get(String arn) {
        return find(arn).orElseThrow(() -> Errors.noSuchExecution(arn));
    }

    /// The one that is there, or else a new one.
    synchronized ExecutionEntry findOrStart(String arn, Supplier<ExecutionEntry> start) {
        ExecutionEntry existing = byArn.get(arn);
        if (existing != null) {
            return existing;
        }
        ExecutionEntry started = start.get();
        byArn.put(arn, started);
        return started;
    }

    /// Makes room for one that has ended; it is itself the newest.
    synchronized void ended(ExecutionEntry entry) {
        ended.add(entry);
        endedEvents += entry.execution().history().size();
        while (ended.size() > 1 && (ended.size() > retention.executions() || endedEvents > retention.events())) {
            ExecutionEntry oldest = ended.remove();
            endedEvents -= oldest.execution().history().size();
            byArn.remove(oldest.arn(), oldest);
        }
    }

    /// Newest first.
    synchronized List<ExecutionEntry> all() {
        List<ExecutionEntry> all = new ArrayList<>(byArn.values());
        Collections.reverse(all);
        return all;
    }
}
