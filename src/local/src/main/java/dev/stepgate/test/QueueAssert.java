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

    /// So many messages were sent since the beginning, whatever has become of them.
    public QueueAssert wasSent(int messages) {
        return requireCount(bodies(actual.sent()), "been sent", messages);
    }

    /// A message was sent that is this, with members beside those named here or without.
    public QueueAssert wasSent(String json) {
        return requireIncluding(bodies(actual.sent()), "been sent", json);
    }

    /// These messages and no others were sent since the beginning, in this order.
    public QueueAssert wasSentExactly(String... jsons) {
        return requireExactly(bodies(actual.sent()), "been sent", jsons);
    }

    /// Nothing is in it: no message waits, none is in flight.
    public QueueAssert isEmpty() {
        return hasWaiting(0).hasInFlight(0);
    }

    /// So many messages can be received, now or when their delay is over.
    public QueueAssert hasWaiting(int messages) {
        return requireCount(bodies(actual.waiting()), "waiting", messages);
    }

    /// So many messages were received and neither deleted nor given back yet.
    public QueueAssert hasInFlight(int messages) {
        return requireCount(bodies(actual.inFlight()), "in flight", messages);
    }

    /// How often each message was received, in the order in which they were sent.
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
