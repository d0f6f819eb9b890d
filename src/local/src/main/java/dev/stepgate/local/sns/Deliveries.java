// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers messages to queues and functions. A refusal that may be temporary (throttling, or the service's
/// own fault) is retried as for [AWS managed
/// endpoints](https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html); after any other
/// the message goes to the subscription's dead-letter queue, if it has one.
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final RecordFormat<Delivery> FORMAT = RecordFormat.of(Delivery.class);
    private static final int ATTEMPTS = 100_015;

    private final AwsService queues;
    private final AwsService functions;
    private final Time time;
    private final Outbox outbox;

    /// The last delivery of each lane that is under way.
    private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();

    Deliveries(AwsService queues, AwsService functions, Time time, Outbox outbox) {
        this.queues = queues;
        this.functions = functions;
        this.time = time;
        this.outbox = outbox;
    }

    /// A message on its way to one subscriber.
    ///
    /// @param endpoint of the subscription
    /// @param service `sqs` or `lambda`
    /// @param input of SendMessage or Invoke
    /// @param deadLetter the input of SendMessage when the message is given up; empty when it is lost then
    record Delivery(
            String topicArn,
            String endpoint,
            String service,
            ObjectNode input,
            Optional<ObjectNode> deadLetter,
            String requestId) {

        /// @param order group and deduplication id, for a FIFO topic
        static Delivery of(Envelope envelope, Publication publication, JsonNode order, String requestId) {
            Subscription subscription = envelope.subscription();
            ObjectNode input = subscription.protocol().equals("lambda")
                    ? event(envelope, publication)
                    : message(envelope, publication, order);
            return new Delivery(
                    subscription.topicArn(),
                    subscription.endpoint(),
                    subscription.protocol(),
                    input,
                    subscription
                            .deadLetterArn()
                            .map(arn -> message(envelope, publication, order).put("QueueUrl", path(arn))),
                    requestId);
        }

        /// The subscriber and group within which a FIFO topic keeps the order; empty for other topics.
        Optional<String> lane() {
            return input.has("MessageDeduplicationId")
                    ? Optional.of(endpoint + " " + input.path("MessageGroupId").asText())
                    : Optional.empty();
        }
    }

    void start(Delivery delivery) {
        start(delivery, outbox.add(() -> FORMAT.write(delivery)));
    }

    private void start(Delivery delivery, Outbox.Message message) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletionStage<Void> unused = turn(delivery, done)
                .thenRun(() -> time.execute(() -> attempt(delivery, message, new Attempts(0, done))));
    }

    /// Returns when it is a delivery's turn: for one of a FIFO topic, after the one before it in its group.
    private CompletableFuture<Void> turn(Delivery delivery, CompletableFuture<Void> done) {
        Optional<CompletableFuture<Void>> before = delivery.lane().map(lane -> {
            CompletionStage<Void> unused = done.thenRun(() -> lanes.remove(lane, done));
            return lanes.put(lane, done);
        });
        return before.orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /// The attempts to deliver a message.
    ///
    /// @param failures how many there have been
    /// @param done completed when the message is delivered or given up
    private record Attempts(int failures, CompletableFuture<Void> done) {}

    /// Starts those that the process before did not finish.
    void resume() {
        outbox.forEach((message, json) -> start(FORMAT.read(json), message));
    }

    private void attempt(Delivery delivery, Outbox.Message message, Attempts attempts) {
        message.deliver(() -> deliver(delivery)).whenComplete((_, refused) -> {
            if (refused == null) {
                boolean unused = attempts.done.complete(null);
            } else {
                Attempts failed = new Attempts(attempts.failures + 1, attempts.done);
                failed(delivery, message, failed, Completions.cause(refused));
            }
        });
    }

    private static boolean mayPass(Attempts attempts, Throwable reason) {
        return attempts.failures < ATTEMPTS
                && reason instanceof AwsException exception
                && (exception.status() == 429 || exception.status() >= 500);
    }

    private CompletionStage<JsonNode> deliver(Delivery delivery) {
        boolean isFunction = delivery.service.equals("lambda");
        try {
            return isFunction
                    ? functions.call(new AwsCall("Invoke", delivery.input, delivery.requestId))
                    : queues.call(new AwsCall("SendMessage", delivery.input, delivery.requestId));
        } catch (AwsException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static ObjectNode event(Envelope envelope, Publication publication) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("FunctionName", envelope.subscription().endpoint());
        input.put("InvocationType", "Event");
        return input.put("Payload", base64(envelope.forFunction(publication)));
    }

    private static ObjectNode message(Envelope envelope, Publication publication, JsonNode order) {
        Subscription subscription = envelope.subscription();
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("QueueUrl", path(subscription.endpoint()));
        if (subscription.isRaw()) {
            input.put("MessageBody", publication.messageFor(subscription.protocol()));
            input.set("MessageAttributes", publication.attributes());
        } else {
            input.put("MessageBody", Json.write(envelope.forQueue(publication)));
        }
        if (publication.systemAttributes().isObject()) {
            input.set("MessageSystemAttributes", publication.systemAttributes());
        }
        if (subscription.isFifo() || !order.has("MessageDeduplicationId")) {
            input.setAll((ObjectNode) order);
        }
        return input;
    }

    /// Returns a queue's ARN as the end of its URL, the part that SQS evaluates.
    private static String path(String queueArn) {
        return "/" + queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }

    private void failed(Delivery delivery, Outbox.Message message, Attempts attempts, Throwable reason) {
        if (mayPass(attempts, reason)) {
            time.after(pause(attempts.failures), () -> attempt(delivery, message, attempts));
        } else {
            message.finish(() -> giveUp(delivery, reason));
            boolean unused = attempts.done.complete(null);
        }
    }

    /// Returns the pause: three times none, twice a second, ten times one to twenty seconds, then always
    /// twenty.
    private static Duration pause(int failures) {
        if (failures <= 3) {
            return Duration.ZERO;
        }
        if (failures <= 5) {
            return Duration.ofSeconds(1);
        }
        return Duration.ofSeconds(Math.min(20, 1L << Math.min(5, (failures - 6) / 2)));
    }

    private void giveUp(Delivery delivery, Throwable refused) {
        LOG.warn(
                "Topic {}: a message could not be delivered to {}: {}",
                delivery.topicArn,
                delivery.endpoint,
                refused.getMessage());
        delivery.deadLetter.ifPresent(input -> {
            CompletionStage<JsonNode> unused = queues.call(new AwsCall("SendMessage", input, delivery.requestId));
        });
    }

    private static String base64(JsonNode event) {
        return Base64.getEncoder().encodeToString(Json.bytes(event));
    }
}
