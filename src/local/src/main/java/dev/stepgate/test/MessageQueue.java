// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.sqs.QueuedMessage;
import dev.stepgate.local.template.Resource;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/// A queue of the template. Its methods answer at once; [#assertThat] first waits until nothing is left to
/// do.
public final class MessageQueue implements AssertProvider<QueueAssert> {
    private final Stepgate stepgate;
    private final Resource.Queue resource;

    MessageQueue(Stepgate stepgate, Resource.Queue resource) {
        this.stepgate = stepgate;
        this.resource = resource;
    }

    public String name() {
        return resource.name();
    }

    /// Every message since the start or the last reset, in order, even if it is no longer in the queue.
    public List<SentMessage> sent() {
        return all().stream().map(MessageQueue::sent).toList();
    }

    /// The messages that can be received, now or when their delay ends.
    public List<SentMessage> waiting() {
        return at(QueuedMessage.Place.VISIBLE, QueuedMessage.Place.DELAYED);
    }

    /// The messages that were received, and have neither been deleted nor become visible again.
    public List<SentMessage> inFlight() {
        return at(QueuedMessage.Place.IN_FLIGHT);
    }

    /// The number of times each message was received, in the order of [#sent].
    public List<Integer> receiveCounts() {
        return all().stream().map(QueuedMessage::receiveCount).toList();
    }

    /// Supports AssertJ's `assertThat(queue)`.
    @Override
    public QueueAssert assertThat() {
        stepgate.time().awaitIdle();
        return new QueueAssert(this);
    }

    private List<SentMessage> at(QueuedMessage.Place... places) {
        return all().stream()
                .filter(message -> List.of(places).contains(message.place()))
                .map(MessageQueue::sent)
                .toList();
    }

    private List<QueuedMessage> all() {
        return stepgate.messages().of(name());
    }

    private static SentMessage sent(QueuedMessage message) {
        return new SentMessage(message.id(), message.body(), message.attributes(), message.sentAt());
    }
}
