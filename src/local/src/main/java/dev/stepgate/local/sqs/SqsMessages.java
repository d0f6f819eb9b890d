// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The messages of a queue: those that can be received, in order, and those that are hidden because they are
/// delayed or in flight. Not thread-safe; guarded by the queue's lock.
final class SqsMessages {

    private static final Comparator<SqsMessage> SOONEST_FIRST = Comparator.comparing(
                    (SqsMessage message) -> message.visibleAt)
            .thenComparingLong(message -> message.sequence);

    private final TreeMap<Long, SqsMessage> visible = new TreeMap<>();
    private final TreeSet<SqsMessage> hidden = new TreeSet<>(SOONEST_FIRST);
    private final Map<String, SqsMessage> byReceiptHandle = new HashMap<>();
    private final HeldBytes held;
    private final QueueArchive archive;
    private final String queue;

    SqsMessages(String queue, HeldBytes held, QueueArchive archive) {
        this.queue = queue;
        this.held = held;
        this.archive = archive;
    }

    /// Restores the messages that an earlier process has kept.
    void restore() {
        archive.forEachMessage(queue, message -> {
            held.add(message);
            hidden.add(message);
            if (message.receiptHandle != null) {
                byReceiptHandle.put(message.receiptHandle, message);
            }
        });
    }

    /// The messages that may be received together.
    enum Order {
        ANY,
        /// One after another in each group: none while an earlier one is in flight.
        BY_GROUP
    }

    void add(SqsMessage message, Instant now) {
        held.add(message);
        archive.add(queue, message);
        if (message.visibleAt.isAfter(now)) {
            hidden.add(message);
        } else {
            visible.put(message.sequence, message);
        }
    }

    /// Returns up to `maximum` messages that can be received now, in order, without removing them.
    List<SqsMessage> candidates(int maximum, Order order) {
        if (order == Order.ANY) {
            return visible.values().stream().limit(maximum).toList();
        }
        Set<String> busy = new HashSet<>();
        hidden.stream().filter(SqsMessage::isInFlight).map(SqsMessage::group).forEach(busy::add);
        return visible.values().stream()
                .filter(message -> !busy.contains(message.group()))
                .limit(maximum)
                .toList();
    }

    /// Puts the message in flight.
    void hide(SqsMessage message, String receiptHandle, Instant until) {
        detach(message);
        message.receiptHandle = receiptHandle;
        message.visibleAt = until;
        byReceiptHandle.put(receiptHandle, message);
        hidden.add(message);
        archive.received(queue, message);
    }

    void remove(SqsMessage message) {
        if (detach(message)) {
            held.remove(message);
            archive.remove(queue, message);
        }
    }

    /// Removes the message; returns true when it was here.
    private boolean detach(SqsMessage message) {
        boolean isHere = visible.remove(message.sequence) != null;
        isHere = hidden.remove(message) || isHere;
        if (message.receiptHandle != null) {
            byReceiptHandle.remove(message.receiptHandle);
        }
        return isHere;
    }

    /// Finds the message that was last received with this handle, in flight or not.
    Optional<SqsMessage> find(String receiptHandle) {
        return Optional.ofNullable(byReceiptHandle.get(receiptHandle));
    }

    QueuedMessage.Place place(SqsMessage message) {
        if (visible.get(message.sequence) == message) {
            return QueuedMessage.Place.VISIBLE;
        }
        if (!hidden.contains(message)) {
            return QueuedMessage.Place.GONE;
        }
        return message.isInFlight() ? QueuedMessage.Place.IN_FLIGHT : QueuedMessage.Place.DELAYED;
    }

    /// Returns the messages that can be received, followed by the hidden ones.
    Stream<SqsMessage> all() {
        return Stream.concat(visible.values().stream(), hidden.stream());
    }

    boolean isHidden(SqsMessage message) {
        return hidden.contains(message);
    }

    /// Makes messages visible that are due, and removes those older than the retention period.
    void settle(Instant now, Duration retention) {
        while (!hidden.isEmpty() && !hidden.first().visibleAt.isAfter(now)) {
            SqsMessage message = hidden.removeFirst();
            visible.put(message.sequence, message);
        }
        Instant oldest = now.minus(retention);
        List<SqsMessage> expired = new ArrayList<>();
        for (SqsMessage message : visible.values()) {
            if (message.sentAt.isAfter(oldest)) {
                break;
            }
            expired.add(message);
        }
        expired.forEach(this::remove);
    }

    /// The time at which the next hidden message becomes visible.
    Optional<Instant> nextVisible() {
        return hidden.isEmpty() ? Optional.empty() : Optional.of(hidden.first().visibleAt);
    }

    void clear() {
        visible.values().forEach(held::remove);
        hidden.forEach(held::remove);
        visible.clear();
        hidden.clear();
        byReceiptHandle.clear();
        archive.clear(queue);
    }

    int countVisible() {
        return visible.size();
    }

    int countInFlight() {
        return (int) hidden.stream().filter(SqsMessage::isInFlight).count();
    }

    int countDelayed() {
        return hidden.size() - countInFlight();
    }
}
