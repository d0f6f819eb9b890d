// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.FunctionInvoker;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Feeds one function from one queue, with up to five batches at a time, the number with which Lambda
/// begins.
///
/// Messages that the function has processed are deleted; all others come back when their visibility
/// timeout ends.
final class Poller {

    private static final int MAXIMUM_BATCHES = 5;
    private static final int MAXIMUM_RECEIVED = 10;
    private static final Duration THROTTLED = Duration.ofSeconds(1);

    private final EventSource source;
    private final Queue queue;
    private final Services services;
    private final List<ReceivedMessage> gathered = new ArrayList<>();
    private @Nullable CompletableFuture<List<ReceivedMessage>> waiting;
    private Time.@Nullable Timer window;
    private int running;
    private boolean stopped;

    Poller(EventSource source, Queue queue, Services services) {
        this.source = source;
        this.queue = queue;
        this.services = services;
    }

    /// The services that all pollers share.
    record Services(FunctionInvoker functions, Time time) {}

    boolean isOf(EventSource other) {
        return source.equals(other);
    }

    /// Waits for messages, unless it is waiting already or enough batches are running.
    synchronized void poll() {
        if (stopped || waiting != null || running >= MAXIMUM_BATCHES) {
            return;
        }
        int room = Math.min(MAXIMUM_RECEIVED, source.batchSize() - gathered.size());
        CompletableFuture<List<ReceivedMessage>> asked = queue.receive(room, Optional.empty(), Optional.empty());
        waiting = asked;
        CompletionStage<Void> unused = asked.thenAccept(this::received);
    }

    synchronized void stop() {
        stopped = true;
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (window != null) {
            window.cancel();
        }
    }

    private synchronized void received(List<ReceivedMessage> messages) {
        waiting = null;
        messages.forEach(this::gather);
        boolean isFull = gathered.size() >= source.batchSize();
        if (isFull || !source.batchingWindow().isPositive()) {
            flush();
        } else if (window == null && !gathered.isEmpty()) {
            window = services.time.after(source.batchingWindow(), this::flush);
        }
        poll();
    }

    /// Keeps a message for the function; one that the filter does not let through is deleted, as
    /// Lambda does.
    private void gather(ReceivedMessage message) {
        JsonNode event = SqsEvent.of(List.of(message), queue.name());
        if (source.filter().test(event.path("Records").path(0))) {
            gathered.add(message);
        } else {
            delete(message);
        }
    }

    private synchronized void flush() {
        if (window != null) {
            window.cancel();
            window = null;
        }
        if (!gathered.isEmpty() && !stopped) {
            List<ReceivedMessage> batch = List.copyOf(gathered);
            gathered.clear();
            running++;
            Instant visibleAgain = services.time.now().plus(queue.attributes().seconds("VisibilityTimeout"));
            invoke(batch, visibleAgain);
        }
    }

    private void invoke(List<ReceivedMessage> batch, Instant visibleAgain) {
        JsonNode event = SqsEvent.of(batch, queue.name());
        services.functions.invoke(source.function(), event).whenComplete((answer, refused) -> {
            Instant retryAt = services.time.now().plus(THROTTLED);
            if (answer != null) {
                batch.stream().filter(handled(batch, answer)::contains).forEach(this::delete);
            } else if (isThrottled(refused) && retryAt.isBefore(visibleAgain)) {
                services.time.after(THROTTLED, () -> invoke(batch, visibleAgain));
                return;
            }
            ended();
        });
    }

    private synchronized void ended() {
        running--;
        poll();
    }

    private List<ReceivedMessage> handled(List<ReceivedMessage> batch, JsonNode answer) {
        if (answer.has("FunctionError")) {
            return List.of();
        }
        return switch (source.answer()) {
            case ALL_OR_NOTHING -> batch;
            case REPORT_BATCH_ITEM_FAILURES ->
                BatchItemFailures.handled(
                        batch, Base64.getDecoder().decode(answer.path("Payload").asText("")));
        };
    }

    private void delete(ReceivedMessage message) {
        try {
            queue.delete(message.receiptHandle());
        } catch (AwsException _) {
            // its visibility timeout has ended, so it is received once more
        }
    }

    private static boolean isThrottled(Throwable refused) {
        return Completions.cause(refused) instanceof AwsException exception && exception.status() == 429;
    }
}
