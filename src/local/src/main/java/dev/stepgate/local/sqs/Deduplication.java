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

    /// Returns the message that was accepted under this id, if it was recently.
    Optional<SqsMessage> find(String id, Instant now) {
        taken.values().removeIf(message -> !message.sentAt.plus(INTERVAL).isAfter(now));
        return Optional.ofNullable(taken.get(id));
    }

    void add(String id, SqsMessage message) {
        taken.put(id, message);
    }
}
