// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Assertions about what a topic was told.
public final class TopicAssert extends MessagesAssert<TopicAssert, MessageTopic> {
    TopicAssert(MessageTopic actual) {
        super(actual, TopicAssert.class);
    }

    @Override
    String subject() {
        return "the topic " + actual.name();
    }

    /// So many messages were published since the beginning.
    public TopicAssert published(int messages) {
        return requireCount(bodies(actual.published()), "published", messages);
    }

    /// A message was published that is this, with members beside those named here or without.
    public TopicAssert published(String json) {
        return requireIncluding(bodies(actual.published()), "published", json);
    }

    /// These messages and no others were published since the beginning, in this order.
    public TopicAssert publishedExactly(String... jsons) {
        return requireExactly(bodies(actual.published()), "published", jsons);
    }
}
