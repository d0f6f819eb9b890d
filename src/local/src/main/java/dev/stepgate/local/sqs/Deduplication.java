// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a FIFO queue has taken in the last five minutes. The queue's lock guards it.
final class Deduplication {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Map<String, SqsMessage> taken = new LinkedHashMap<>();

    /// The message that was taken under this id, if it was lately.
    Optional<SqsMessage> find(String id, Instant now) {
        taken.values().removeIf(message -> !message.sentAt.plus(INTERVAL).isAfter(now));
        return Optional.ofNullable(taken.get(id));
    }

    void add(String id, SqsMessage message) {
        taken.put(id, message);
    }
}
