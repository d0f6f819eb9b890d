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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    }

    void start(Delivery delivery) {
        start(delivery, outbox.add(() -> FORMAT.write(delivery)));
    }

    private void start(Delivery delivery, Outbox.Message message) {
        time.execute(() -> attempt(delivery, message, 0));
    }

    /// Starts those that the process before did not finish.
    void resume() {
        outbox.forEach((message, json) -> start(FORMAT.read(json), message));
    }

    private void attempt(Delivery delivery, Outbox.Message message, int failures) {
        message.deliver(() -> deliver(delivery)).whenComplete((_, refused) -> {
            if (refused != null) {
                failed(delivery, message, new Refusal(Completions.cause(refused), failures + 1));
            }
        });
    }

    /// @param failures how many there have been
    private record Refusal(Throwable reason, int failures) {

        boolean mayPass() {
            return failures < ATTEMPTS
                    && reason instanceof AwsException exception
                    && (exception.status() == 429 || exception.status() >= 500);
        }
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
        if (subscription.endpoint().endsWith(".fifo")) {
            input.setAll((ObjectNode) order);
        }
        return input;
    }

    /// Returns a queue's ARN as the end of its URL, the part that SQS evaluates.
    private static String path(String queueArn) {
        return "/" + queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }

    private void failed(Delivery delivery, Outbox.Message message, Refusal refusal) {
        if (refusal.mayPass()) {
            time.after(pause(refusal.failures), () -> attempt(delivery, message, refusal.failures));
        } else {
            message.finish(() -> giveUp(delivery, refusal.reason));
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
