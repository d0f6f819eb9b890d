// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Assertions about the messages published to a topic.
public final class TopicAssert extends MessagesAssert<TopicAssert, MessageTopic> {
    TopicAssert(MessageTopic actual) {
        super(actual, TopicAssert.class);
    }

    @Override
    String subject() {
        return "the topic " + actual.name();
    }

    /// Verifies the number of messages published since the start or the last reset.
    public TopicAssert published(int messages) {
        return requireCount(bodies(actual.published()), "published", messages);
    }

    /// Verifies that a message equal to this one was published, except that it may have further members.
    public TopicAssert published(String json) {
        return requireIncluding(bodies(actual.published()), "published", json);
    }

    /// Verifies that exactly these messages were published since the start or the last reset, in this order.
    public TopicAssert publishedExactly(String... jsons) {
        return requireExactly(bodies(actual.published()), "published", jsons);
    }
}
