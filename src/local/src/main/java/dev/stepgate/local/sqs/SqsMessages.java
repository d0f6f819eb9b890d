// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// The messages that have been received at least once, by their ids.
    private final Map<String, SqsMessage> received = new HashMap<>();

    /// Filled for a FIFO queue alone.
    private final MessageGroups groups = new MessageGroups();

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
            if (isFifo()) {
                groups.add(message);
            }
            if (message.receiptHandle != null) {
                received.put(message.id, message);
            }
        });
    }

    private boolean isFifo() {
        return queue.endsWith(".fifo");
    }

    void add(SqsMessage message, Instant now) {
        held.add(message);
        archive.add(queue, message);
        if (isFifo()) {
            groups.add(message);
        }
        if (message.visibleAt.isAfter(now)) {
            hidden.add(message);
        } else {
            visible.put(message.sequence, message);
        }
    }

    /// Returns up to `maximum` messages that can be received now, in order, without removing them.
    List<SqsMessage> candidates(int maximum) {
        Stream<SqsMessage> all = isFifo() ? groups.receivable(this::isHidden) : visible.values().stream();
        return all.limit(maximum).toList();
    }

    /// Puts the message in flight.
    void hide(SqsMessage message, String receiptHandle, Instant until) {
        detach(message);
        message.receiptHandle = receiptHandle;
        message.visibleAt = until;
        received.put(message.id, message);
        if (isFifo()) {
            groups.addReceived(message);
        }
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
        received.remove(message.id);
        groups.remove(message);
        return isHere;
    }

    /// Finds the message that was last received with this handle, in flight or not.
    Optional<SqsMessage> find(String receiptHandle) {
        return findOfAnyReceipt(receiptHandle).filter(message -> receiptHandle.equals(message.receiptHandle));
    }

    /// Finds the message that was received with this handle, even if it was received again since.
    Optional<SqsMessage> findOfAnyReceipt(String receiptHandle) {
        return Optional.ofNullable(received.get(ReceiptHandle.messageId(receiptHandle)));
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
        received.clear();
        groups.clear();
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
