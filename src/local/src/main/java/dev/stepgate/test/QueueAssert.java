// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.util.List;

/// Assertions about the messages of a queue.
public final class QueueAssert extends MessagesAssert<QueueAssert, MessageQueue> {
    QueueAssert(MessageQueue actual) {
        super(actual, QueueAssert.class);
    }

    @Override
    String subject() {
        return "the queue " + actual.name();
    }

    /// Verifies the number of messages sent since the start or the last reset, including those no longer in
    /// the queue.
    public QueueAssert wasSent(int messages) {
        return requireCount(bodies(actual.sent()), "been sent", messages);
    }

    /// Verifies that a message equal to this one was sent, except that it may have further members.
    public QueueAssert wasSent(String json) {
        return requireIncluding(bodies(actual.sent()), "been sent", json);
    }

    /// Verifies that exactly these messages were sent since the start or the last reset, in this order.
    public QueueAssert wasSentExactly(String... jsons) {
        return requireExactly(bodies(actual.sent()), "been sent", jsons);
    }

    /// Verifies that no message is waiting or in flight.
    public QueueAssert isEmpty() {
        return hasWaiting(0).hasInFlight(0);
    }

    /// Verifies the number of messages that can be received, now or when their delay ends.
    public QueueAssert hasWaiting(int messages) {
        return requireCount(bodies(actual.waiting()), "waiting", messages);
    }

    /// Verifies the number of messages that were received, and have neither been deleted nor become visible
    /// again.
    public QueueAssert hasInFlight(int messages) {
        return requireCount(bodies(actual.inFlight()), "in flight", messages);
    }

    /// Verifies how often each message was received, in the order in which they were sent.
    public QueueAssert hasReceiveCounts(Integer... counts) {
        List<Integer> found = actual.receiveCounts();
        if (!found.equals(List.of(counts))) {
            throw failure(
                    "%s",
                    "Expected " + subject() + " to have messages received " + List.of(counts)
                            + " times, but they were received " + found + " times.");
        }
        return this;
    }
}
