// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.sqs.QueuedMessage;
import dev.stepgate.local.template.Resource;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/// A queue of the template. What is asked of it is answered as things stand; [#assertThat] waits until
/// nothing is left to do.
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

    /// Every message since the beginning, in order, whatever has become of it.
    public List<SentMessage> sent() {
        return all().stream().map(MessageQueue::sent).toList();
    }

    /// Those that can be received, now or when their delay is over.
    public List<SentMessage> waiting() {
        return at(QueuedMessage.Place.VISIBLE, QueuedMessage.Place.DELAYED);
    }

    /// Those that were received and neither deleted nor given back yet.
    public List<SentMessage> inFlight() {
        return at(QueuedMessage.Place.IN_FLIGHT);
    }

    /// How often each message was received, in the order of [#sent].
    public List<Integer> receiveCounts() {
        return all().stream().map(QueuedMessage::receiveCount).toList();
    }

    /// For AssertJ's `assertThat(queue)`.
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
