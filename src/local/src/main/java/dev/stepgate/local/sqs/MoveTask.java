// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Moves as many messages as a dead-letter queue held when the task started, to one queue or each back to the
/// queue that had given it up. How far it came is kept together with what it has moved. May be used by any
/// thread.
final class MoveTask {
    /// The number of messages that a task without a rate moves before other work has its turn.
    private static final int AT_ONCE = 100;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String key;
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

    private MoveTask(Queues queues, Queue source, String key, Started started) {
        this.queues = queues;
        this.source = source;
        this.key = key;
        this.id = started.id();
        this.wanted = started.wanted();
        this.startedAt = started.at();
        this.toMove = started.toMove();
    }

    private record Started(String id, Wanted wanted, Instant at, int toMove) {}

    /// Makes a task for the messages that the queue holds now.
    ///
    /// @param key of its record
    static MoveTask start(Queues queues, Queue source, String key, Wanted wanted) {
        Started now = new Started(
                queues.newId(), wanted, queues.time().now(), source.facts().visible());
        MoveTask task = new MoveTask(queues, source, key, now);
        task.keep();
        return task;
    }

    /// Makes a task of an earlier process.
    static MoveTask restore(Queues queues, Queue source, String key, JsonNode kept) {
        Wanted wanted = new Wanted(Members.text(kept, "destination"), Members.number(kept, "rate"));
        Instant at = Instant.parse(kept.path("started").asText());
        Started then = new Started(
                kept.path("id").asText(), wanted, at, kept.path("toMove").intValue());
        MoveTask task = new MoveTask(queues, source, key, then);
        task.moved = kept.path("moved").intValue();
        task.status = Status.valueOf(kept.path("status").asText());
        task.failure = Members.text(kept, "failure");
        return task;
    }

    private synchronized void keep() {
        queues.archive().putMoveTask(key, () -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
            wanted.destination().ifPresent(arn -> json.put("destination", arn));
            wanted.rate().ifPresent(rate -> json.put("rate", rate));
            json.put("started", startedAt.toString()).put("toMove", toMove).put("moved", moved);
            failure.ifPresent(reason -> json.put("failure", reason));
            return json.put("status", status.name());
        });
    }

    String key() {
        return key;
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
        Optional<SqsMessage> handedOver = queues.archive().together(() -> {
            Optional<SqsMessage> fresh = source.handOver(message, target.name());
            fresh.ifPresent(_ -> count());
            return fresh;
        });
        handedOver.ifPresent(fresh -> target.take(fresh, Optional.empty()));
    }

    private synchronized void count() {
        moved++;
        if (moved == toMove) {
            end(Status.COMPLETED, Optional.empty());
        } else {
            keep();
        }
    }

    private synchronized void end(Status ending, Optional<String> reason) {
        if (status == Status.RUNNING) {
            status = ending;
            failure = reason;
            keep();
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
