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
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.Base64;
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
    private static final int ATTEMPTS = 100_015;

    private final AwsService queues;
    private final AwsService functions;
    private final Time time;

    Deliveries(AwsService queues, AwsService functions, Time time) {
        this.queues = queues;
        this.functions = functions;
        this.time = time;
    }

    /// A message on its way.
    ///
    /// @param order group and deduplication id, for a FIFO topic
    record Delivery(Envelope envelope, Publication publication, JsonNode order, String requestId) {}

    void start(Delivery delivery) {
        time.execute(() -> attempt(delivery, 0));
    }

    private void attempt(Delivery delivery, int failures) {
        deliver(delivery).whenComplete((_, refused) -> {
            if (refused != null) {
                failed(delivery, Completions.cause(refused), failures + 1);
            }
        });
    }

    private CompletionStage<JsonNode> deliver(Delivery delivery) {
        Subscription subscription = delivery.envelope.subscription();
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        try {
            if (subscription.protocol().equals("lambda")) {
                input.put("FunctionName", subscription.endpoint());
                input.put("InvocationType", "Event");
                input.put("Payload", base64(delivery.envelope.forFunction(delivery.publication)));
                return functions.call(new AwsCall("Invoke", input, delivery.requestId));
            }
            return queues.call(new AwsCall("SendMessage", message(delivery), delivery.requestId));
        } catch (AwsException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static ObjectNode message(Delivery delivery) {
        Subscription subscription = delivery.envelope.subscription();
        Publication publication = delivery.publication;
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("QueueUrl", path(subscription.endpoint()));
        if (subscription.isRaw()) {
            input.put("MessageBody", publication.messageFor(subscription.protocol()));
            input.set("MessageAttributes", publication.attributes());
        } else {
            input.put("MessageBody", Json.write(delivery.envelope.forQueue(publication)));
        }
        if (subscription.endpoint().endsWith(".fifo")) {
            input.setAll((ObjectNode) delivery.order);
        }
        return input;
    }

    /// Returns a queue's ARN as the end of its URL, the part that SQS evaluates.
    private static String path(String queueArn) {
        return "/" + queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }

    private void failed(Delivery delivery, Throwable refused, int failures) {
        boolean mayPass =
                refused instanceof AwsException exception && (exception.status() == 429 || exception.status() >= 500);
        if (mayPass && failures < ATTEMPTS) {
            time.after(pause(failures), () -> attempt(delivery, failures));
            return;
        }
        giveUp(delivery, refused);
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
        Subscription subscription = delivery.envelope.subscription();
        LOG.warn(
                "Topic {}: a message could not be delivered to {}: {}",
                subscription.topicArn(),
                subscription.endpoint(),
                refused.getMessage());
        subscription.deadLetterArn().ifPresent(arn -> {
            ObjectNode input = message(delivery);
            input.put("QueueUrl", path(arn));
            CompletionStage<JsonNode> unused = queues.call(new AwsCall("SendMessage", input, delivery.requestId));
        });
    }

    private static String base64(JsonNode event) {
        return Base64.getEncoder().encodeToString(Json.bytes(event));
    }
}
