// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Moves as many messages as a dead-letter queue held when the task started, to one queue or each back to the
/// queue that had given it up. May be used by any thread.
final class MoveTask {
    /// The number of messages that a task without a rate moves before other work has its turn.
    private static final int AT_ONCE = 100;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String id;
    private final Queue source;
    private final Wanted wanted;
    private final Queues queues;
    private final Instant startedAt;
    private final int toMove;
    private int moved;
    private Status status = Status.RUNNING;
    private Optional<String> failure = Optional.empty();

    private enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    /// @param destination the ARN of the queue for all messages; absent for the queue of each
    /// @param rate messages a second
    record Wanted(Optional<String> destination, Optional<Integer> rate) {}

    MoveTask(Queues queues, Queue source, Wanted wanted) {
        this.id = queues.newId();
        this.source = source;
        this.wanted = wanted;
        this.queues = queues;
        this.startedAt = queues.time().now();
        this.toMove = source.facts().visible();
    }

    String id() {
        return id;
    }

    /// Returns the name of the task and its queue, in Base64 as AWS's own handles are.
    String handle() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("taskId", id);
        json.put("sourceArn", source.name().arn());
        return Base64.getEncoder().encodeToString(Json.bytes(json));
    }

    /// Moves the next messages soon, or in a second where there is a rate.
    void proceed() {
        if (wanted.rate().isPresent()) {
            queues.time().after(SECOND, this::step);
        } else {
            queues.time().execute(this::step);
        }
    }

    private void step() {
        for (int left = wanted.rate().orElse(AT_ONCE); left > 0 && isRunning(); left--) {
            moveOne();
        }
        if (isRunning()) {
            proceed();
        }
    }

    private void moveOne() {
        Optional<SqsMessage> next = moved() < toMove ? source.first() : Optional.empty();
        if (next.isEmpty()) {
            end(Status.COMPLETED, Optional.empty());
            return;
        }
        Optional<String> arn = wanted.destination().or(() -> next.get().deadLetterSource);
        if (arn.isEmpty()) {
            end(Status.FAILED, Optional.of("CouldNotDetermineMessageSource"));
            return;
        }
        queues.findByArn(arn.get())
                .ifPresentOrElse(
                        target -> move(next.get(), target),
                        () -> end(Status.FAILED, Optional.of("AWS.SimpleQueueService.NonExistentQueue")));
    }

    private void move(SqsMessage message, Queue target) {
        source.handOver(message, target.name()).ifPresent(fresh -> {
            target.take(fresh, Optional.empty());
            count();
        });
    }

    private synchronized void count() {
        moved++;
        if (moved == toMove) {
            end(Status.COMPLETED, Optional.empty());
        }
    }

    private synchronized void end(Status ending, Optional<String> reason) {
        if (status == Status.RUNNING) {
            status = ending;
            failure = reason;
        }
    }

    /// Ends the task; what it has moved stays moved.
    ///
    /// @throws AwsException when it has ended
    synchronized int cancel() {
        if (status != Status.RUNNING) {
            throw QueueErrors.of("UnsupportedOperation", "Only a task that is running can be cancelled.");
        }
        end(Status.CANCELLED, Optional.empty());
        return moved;
    }

    synchronized boolean isRunning() {
        return status == Status.RUNNING;
    }

    private synchronized int moved() {
        return moved;
    }

    /// Returns an entry of ListMessageMoveTasks; only a task that runs has a handle in it.
    synchronized ObjectNode describe() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (status == Status.RUNNING) {
            json.put("TaskHandle", handle());
        }
        json.put("Status", status.name());
        json.put("SourceArn", source.name().arn());
        wanted.destination().ifPresent(arn -> json.put("DestinationArn", arn));
        wanted.rate().ifPresent(rate -> json.put("MaxNumberOfMessagesPerSecond", rate));
        json.put("ApproximateNumberOfMessagesMoved", moved);
        json.put("ApproximateNumberOfMessagesToMove", toMove);
        failure.ifPresent(reason -> json.put("FailureReason", reason));
        return json.put("StartedTimestamp", startedAt.toEpochMilli());
    }
}
