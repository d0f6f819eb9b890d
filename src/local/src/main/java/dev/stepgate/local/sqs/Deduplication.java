// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The messages that a FIFO queue has accepted in the last five minutes. Guarded by the queue's lock.
final class Deduplication {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Map<String, SqsMessage> taken = new LinkedHashMap<>();
    private final QueueArchive archive;
    private final String queue;

    Deduplication(String queue, QueueArchive archive) {
        this.queue = queue;
        this.archive = archive;
    }

    /// Brings back what was known in the process before.
    void restore() {
        archive.forEachTaken(queue, taken::put);
    }

    /// Returns the message that was accepted under this id, if it was recently.
    Optional<SqsMessage> find(String id, Instant now) {
        taken.entrySet().removeIf(entry -> isForgotten(entry, now));
        return Optional.ofNullable(taken.get(id));
    }

    private boolean isForgotten(Map.Entry<String, SqsMessage> entry, Instant now) {
        boolean isOld = !entry.getValue().sentAt.plus(INTERVAL).isAfter(now);
        if (isOld) {
            archive.removeTaken(queue, entry.getKey());
        }
        return isOld;
    }

    void add(String id, SqsMessage message) {
        taken.put(id, message);
        archive.addTaken(queue, id, message);
    }
}
