// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.sns.TopicObserver;
import dev.stepgate.local.sqs.QueueObserver;
import dev.stepgate.local.sqs.QueuedMessage;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Every message of every queue and topic since the start or the last reset.
final class SentMessages implements QueueObserver, TopicObserver {
    private final java.util.Queue<InQueue> queued = new ConcurrentLinkedQueue<>();
    private final java.util.Queue<Notification> published = new ConcurrentLinkedQueue<>();

    private record InQueue(String queue, QueuedMessage message) {}

    @Override
    public void added(String queue, QueuedMessage message) {
        queued.add(new InQueue(queue, message));
    }

    @Override
    public void published(Notification notification) {
        published.add(notification);
    }

    List<QueuedMessage> of(String queue) {
        return queued.stream()
                .filter(entry -> entry.queue().equals(queue))
                .map(InQueue::message)
                .toList();
    }

    List<SentMessage> publishedTo(String topic) {
        return published.stream()
                .filter(notification -> notification.topicArn().endsWith(":" + topic))
                .map(notification -> new SentMessage(
                        notification.messageId(),
                        notification.content().message(),
                        notification.content().attributes(),
                        notification.at()))
                .toList();
    }
}
