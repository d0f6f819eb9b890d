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

    /// Restores the ids that an earlier process has kept.
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

    void clear() {
        taken.keySet().forEach(id -> archive.removeTaken(queue, id));
        taken.clear();
    }

    void add(String id, SqsMessage message) {
        taken.put(id, message);
        archive.addTaken(queue, id, message);
    }

    /// Returns the deduplication id of a message for a FIFO queue; a standard queue has none.
    ///
    /// @throws AwsException when the message is not one for a FIFO queue
    static Optional<String> id(NewMessage content, QueueAttributes attributes) {
        if (!attributes.isFifo()) {
            return Optional.empty();
        }
        if (content.groupId().isEmpty()) {
            throw QueueErrors.missing("MessageGroupId");
        }
        if (content.delay().filter(Duration::isPositive).isPresent()) {
            throw QueueErrors.invalidValue(
                    content.delay().get().toSeconds(),
                    "DelaySeconds",
                    "The request include parameter that is not valid for this queue type.");
        }
        if (content.deduplicationId().isEmpty()) {
            requireContentBased(attributes);
        }
        return content.deduplicationId().or(() -> Optional.of(MessageDigests.sha256(content.body())));
    }

    /// Refuses a message without a deduplication id where the queue does not make one.
    static void requireContentBased(QueueAttributes attributes) {
        if (!attributes.isOn("ContentBasedDeduplication")) {
            throw QueueErrors.invalid("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    static String key(String id, NewMessage content, QueueAttributes attributes) {
        return attributes.deduplicatesPerGroup() ? content.groupId().orElse("") + "/" + id : id;
    }
}
