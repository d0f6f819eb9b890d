// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One queue. May be used by any thread; waiting receivers are answered on a worker of [Time].
final class Queue {

    private static final Duration PURGE_PAUSE = Duration.ofSeconds(60);

    /// The number of sequence numbers that are reserved at a time, where they survive the process.
    private static final int RESERVED_AT_ONCE = 1_000;

    private final QueueName name;
    private final Time time;
    private final Supplier<String> uuids;
    private final Services services;
    private final SqsMessages messages;
    private final QueueArchive archive;
    private final Deduplication deduplication;
    private final List<Waiter> waiters = new ArrayList<>();
    private final Instant createdAt;
    private Instant modifiedAt;
    private QueueAttributes attributes;
    private long sequence;
    private long reserved;
    private Time.@Nullable Timer wakeUp;
    private Instant purgedAt = Instant.EPOCH;

    private Queue(QueueName name, QueueAttributes attributes, Instant createdAt, Services services) {
        this.name = name;
        this.attributes = attributes;
        this.time = services.time;
        this.uuids = services.uuids;
        this.services = services;
        this.archive = services.archive;
        this.messages = new SqsMessages(name.text(), services.held, archive);
        this.deduplication = new Deduplication(name.text(), archive);
        this.createdAt = createdAt;
        this.modifiedAt = createdAt;
    }

    Queue(QueueName name, QueueAttributes attributes, Services services) {
        this(name, attributes, services.time.now(), services);
    }

    /// Restores a queue of an earlier process with its messages.
    Queue(QueueName name, QueueArchive.Facts facts, Services services) {
        this(name, new QueueAttributes(facts.attributes()), facts.created(), services);
        modifiedAt = facts.modified();
        purgedAt = facts.purged();
        sequence = facts.reserved();
        reserved = facts.reserved();
        messages.restore();
        deduplication.restore();
    }

    /// Accepts messages that were on their way here when an earlier process ended.
    void takeMoving() {
        List<Runnable> waiting = new ArrayList<>();
        archive.forEachMoving(name.text(), (message, fromArn) -> waiting.add(() -> take(message, fromArn)));
        waiting.forEach(Runnable::run);
    }

    synchronized void keep() {
        archive.put(
                name.text(), new QueueArchive.Facts(attributes.values(), createdAt, modifiedAt, purgedAt, reserved));
    }

    private long nextSequence() {
        if (sequence == reserved && archive.keeps()) {
            reserved += RESERVED_AT_ONCE;
            keep();
        }
        return sequence++;
    }

    /// The services that all queues share.
    record Services(
            Time time,
            Supplier<String> uuids,
            DeadLetters deadLetters,
            QueueObserver observer,
            HeldBytes held,
            QueueArchive archive) {}

    /// Accepts messages that were received too often. Returns false when the dead-letter queue does not
    /// exist; the message then stays.
    @FunctionalInterface
    interface DeadLetters {
        boolean move(SqsMessage message, String fromArn, String toArn);
    }

    QueueName name() {
        return name;
    }

    synchronized QueueAttributes attributes() {
        return attributes;
    }

    synchronized void change(QueueAttributes changed) {
        attributes = changed;
        modifiedAt = time.now();
        keep();
    }

    /// Returns the message in the queue; for a duplicate, the earlier one.
    synchronized SqsMessage send(NewMessage content) {
        Optional<String> id = Deduplication.id(content, attributes);
        if (id.isPresent()) {
            Optional<SqsMessage> earlier =
                    deduplication.find(Deduplication.key(id.get(), content, attributes), time.now());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        settle();
        services.held.requireRoom();
        NewMessage taken = id.map(content::withDeduplicationId).orElse(content);
        SqsMessage message = new SqsMessage(uuids.get(), taken, nextSequence(), time.now(), Optional.empty());
        Duration usual = attributes.seconds("DelaySeconds");
        message.visibleAt =
                time.now().plus(attributes.isFifo() ? usual : content.delay().orElse(usual));
        id.ifPresent(known -> deduplication.add(Deduplication.key(known, content, attributes), message));
        add(message);
        return message;
    }

    /// Accepts a message of another queue.
    ///
    /// @param fromArn the queue that has given it up; absent when it comes back from a dead-letter queue
    synchronized void take(SqsMessage moved, Optional<String> fromArn) {
        SqsMessage message = new SqsMessage(moved.id, moved.content, nextSequence(), moved.sentAt, fromArn);
        message.receiveCount = moved.receiveCount;
        message.firstReceivedAt = moved.firstReceivedAt;
        archive.together(() -> {
            archive.removeMoving(name.text(), moved);
            add(message);
            return message;
        });
    }

    /// Returns the message that would be received first. Nothing is changed.
    synchronized Optional<SqsMessage> first() {
        settle();
        return messages.candidates(1).stream().findFirst();
    }

    /// Removes a message that is to come to another queue as a new one, with an id, a time and a count of its
    /// own (developer guide, "Learn how to configure a dead-letter queue redrive"). Returns nothing when it was
    /// received meanwhile.
    synchronized Optional<SqsMessage> handOver(SqsMessage message, QueueName target) {
        if (messages.place(message) != QueuedMessage.Place.VISIBLE) {
            return Optional.empty();
        }
        SqsMessage fresh = new SqsMessage(uuids.get(), message.content, message.sequence, time.now(), Optional.empty());
        return archive.together(() -> {
            archive.addMoving(target.text(), fresh, Optional.empty());
            messages.remove(message);
            return Optional.of(fresh);
        });
    }

    private void add(SqsMessage message) {
        services.observer.added(name.text(), new QueuedMessage(this, message));
        messages.add(message, time.now());
        serveWaiters();
    }

    synchronized int receiveCount(SqsMessage message) {
        return message.receiveCount;
    }

    synchronized QueuedMessage.Place place(SqsMessage message) {
        settle();
        return messages.place(message);
    }

    /// Returns the messages in the queue, up to a maximum.
    synchronized List<HeldMessage> messages(int most) {
        settle();
        return messages.all()
                .limit(most)
                .map(message -> new HeldMessage(
                        message.id,
                        message.content.body(),
                        message.attributes(),
                        message.sentAt,
                        messages.place(message),
                        message.visibleAt,
                        message.receiveCount,
                        message.content.groupId()))
                .toList();
    }

    /// Returns up to `maximum` messages once there is one, or none when the time is up. If the future is
    /// cancelled, no message is taken.
    ///
    /// @param visibility how long they stay hidden; the queue's own when absent
    /// @param patience zero to answer at once; absent to wait forever
    CompletableFuture<List<ReceivedMessage>> receive(
            int maximum, Optional<Duration> visibility, Optional<Duration> patience) {
        Waiter waiter = new Waiter(maximum, visibility, new CompletableFuture<>());
        synchronized (this) {
            waiters.add(waiter);
            serveWaiters();
            if (waiters.contains(waiter)) {
                patience.ifPresent(limit -> giveUpAfter(limit, waiter));
            }
        }
        return waiter.received;
    }

    /// Deletes a message. It is not an error if it is gone, or was received again since and is in flight.
    synchronized void delete(String receiptHandle) {
        requireOwn(receiptHandle);
        settle();
        Optional<SqsMessage> found = messages.findOfAnyReceipt(receiptHandle)
                .filter(message -> receiptHandle.equals(message.receiptHandle) || !messages.isHidden(message));
        if (found.isPresent() && attributes.isFifo() && !messages.isHidden(found.get())) {
            throw QueueErrors.invalidValue(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");
        }
        found.ifPresent(messages::remove);
        serveWaiters();
    }

    synchronized void changeVisibility(String receiptHandle, Duration visibility) {
        requireOwn(receiptHandle);
        settle();
        SqsMessage message = (attributes.isFifo()
                        ? messages.find(receiptHandle).filter(messages::isHidden)
                        : messages.findOfAnyReceipt(receiptHandle))
                .orElseThrow(() -> QueueErrors.invalidValue(
                        receiptHandle,
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout change."));
        messages.hide(
                message,
                Objects.requireNonNull(message.receiptHandle),
                time.now().plus(visibility));
        serveWaiters();
    }

    synchronized void purge() {
        if (purgedAt.plus(PURGE_PAUSE).isAfter(time.now())) {
            throw new AwsException(
                    403,
                    "PurgeQueueInProgress",
                    "Only one PurgeQueue operation on " + name.text() + " is allowed every 60 seconds.");
        }
        purgedAt = time.now();
        messages.clear();
        deduplication.clear();
        keep();
    }

    synchronized Facts facts() {
        settle();
        return new Facts(
                messages.countVisible(), messages.countInFlight(), messages.countDelayed(), createdAt, modifiedAt);
    }

    /// The values that GetQueueAttributes computes.
    record Facts(int visible, int inFlight, int delayed, Instant createdAt, Instant modifiedAt) {}

    /// Removes all messages; nobody waits for a queue that no longer exists.
    synchronized void close() {
        messages.clear();
        waiters.forEach(waiter -> answer(waiter, List.of()));
        waiters.clear();
        serveWaiters();
    }

    private record Waiter(
            int maximum, Optional<Duration> visibility, CompletableFuture<List<ReceivedMessage>> received) {

        void onEnd(Runnable action) {
            CompletionStage<Void> unused = received.thenRun(action);
        }
    }

    private void requireOwn(String receiptHandle) {
        if (!ReceiptHandle.isOf(receiptHandle, name)) {
            throw QueueErrors.badReceiptHandle(receiptHandle);
        }
    }

    private void giveUpAfter(Duration limit, Waiter waiter) {
        if (!limit.isPositive()) {
            waiters.remove(waiter);
            answer(waiter, List.of());
            return;
        }
        Time.Timer timer = time.after(limit, () -> giveUp(waiter));
        waiter.onEnd(timer::cancel);
    }

    private synchronized void giveUp(Waiter waiter) {
        if (waiters.remove(waiter)) {
            answer(waiter, List.of());
        }
    }

    private void settle() {
        messages.settle(time.now(), attributes.seconds("MessageRetentionPeriod"));
    }

    private void serveWaiters() {
        settle();
        waiters.removeIf(waiter -> waiter.received.isDone());
        while (!waiters.isEmpty()) {
            List<ReceivedMessage> received = takeFor(waiters.getFirst());
            if (received.isEmpty()) {
                break;
            }
            answer(waiters.removeFirst(), received);
        }
        setWakeUp();
    }

    private void answer(Waiter waiter, List<ReceivedMessage> received) {
        time.execute(() -> {
            boolean unused = waiter.received.complete(received);
        });
    }

    private List<ReceivedMessage> takeFor(Waiter waiter) {
        List<ReceivedMessage> received = new ArrayList<>();
        while (received.isEmpty()) {
            List<SqsMessage> candidates = messages.candidates(waiter.maximum);
            if (candidates.isEmpty()) {
                break;
            }
            for (SqsMessage candidate : candidates) {
                if (!isGivenUp(candidate)) {
                    received.add(receive(candidate, waiter));
                }
            }
        }
        return List.copyOf(received);
    }

    /// Moves a message that was received too often; tells whether it did.
    private boolean isGivenUp(SqsMessage message) {
        Optional<QueueAttributes.RedrivePolicy> policy = attributes.redrivePolicy();
        if (policy.isEmpty() || message.receiveCount < policy.get().maxReceiveCount()) {
            return false;
        }
        String target = policy.get().deadLetterTargetArn();
        return archive.together(() -> {
            boolean isMoved = services.deadLetters.move(message, name.arn(), target);
            if (isMoved) {
                messages.remove(message);
            }
            return isMoved;
        });
    }

    private ReceivedMessage receive(SqsMessage message, Waiter waiter) {
        Instant now = time.now();
        Instant first = message.firstReceivedAt == null ? now : message.firstReceivedAt;
        message.firstReceivedAt = first;
        message.receiveCount++;
        String handle = ReceiptHandle.of(name, message);
        messages.hide(message, handle, now.plus(waiter.visibility.orElse(attributes.seconds("VisibilityTimeout"))));
        return ReceivedMessage.of(message, handle, first, name.account());
    }

    /// Sets a timer for the next hidden message to become visible, because somebody is waiting.
    private void setWakeUp() {
        if (wakeUp != null) {
            wakeUp.cancel();
            wakeUp = null;
        }
        Optional<Instant> next = messages.nextVisible();
        if (!waiters.isEmpty() && next.isPresent()) {
            wakeUp = time.after(Duration.between(time.now(), next.get()), this::lookAgain);
        }
    }

    private synchronized void lookAgain() {
        serveWaiters();
    }
}
