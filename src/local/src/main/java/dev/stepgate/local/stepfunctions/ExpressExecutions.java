// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// The Express executions that are running, and the last ones that have ended: for a Task state that started
/// one and asks for its end, and for the console. The API shows none of them. Thread-safe.
final class ExpressExecutions {
    private static final int MAX_ENDED = 100;

    /// The maximum size of all that have ended.
    private static final long MAX_BYTES = 2L * 1024 * 1024;

    private final Map<String, ExecutionEntry> byArn = new LinkedHashMap<>();
    private final Queue<Ended> ended = new ArrayDeque<>();
    private long endedBytes;

    private record Ended(String arn, long bytes) {}

    void add(ExecutionEntry entry) {
        synchronized (this) {
            byArn.put(entry.arn(), entry);
        }
        entry.execution().onEnd(_ -> ended(entry));
    }

    private void ended(ExecutionEntry entry) {
        long bytes = entry.execution().history().heapBytes();
        synchronized (this) {
            ended.add(new Ended(entry.arn(), bytes));
            endedBytes += bytes;
            while (ended.size() > MAX_ENDED || (endedBytes > MAX_BYTES && ended.size() > 1)) {
                Ended oldest = ended.remove();
                byArn.remove(oldest.arn());
                endedBytes -= oldest.bytes();
            }
        }
    }

    synchronized Optional<ExecutionEntry> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /// Returns the executions, newest first.
    synchronized List<ExecutionEntry> all() {
        List<ExecutionEntry> all = new ArrayList<>(byArn.values());
        Collections.reverse(all);
        return all;
    }
}
