// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out deliveries: makes attempts until one succeeds, a retry is useless, or the policy is exhausted;
/// then sends to the dead-letter queue. Failures that may be temporary are retried: throttling and the
/// service's own faults. May be used by any thread.
public final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /// Statuses of an API destination that are retried, in addition to 429 and 5xx ([API
    /// destinations](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html)).
    private static final Set<Integer> PASSING = Set.of(401, 407, 409);

    private static final String START = "start";
    private static final String ATTEMPT = "attempt";
    private static final String DELIVERY = "delivery";

    private final Targets targets;
    private final Time time;
    private final Outbox outbox;

    /// @param outbox keeps the deliveries that are not over
    public Deliveries(Targets targets, Time time, Outbox outbox) {
        this.targets = targets;
        this.time = time;
        this.outbox = outbox;
    }

    /// Starts the delivery soon; the stage completes with whether it succeeded, and never exceptionally.
    public CompletionStage<Boolean> start(Delivery delivery) {
        Instant now = time.now();
        return start(new Run(delivery, now, outbox.add(() -> kept(delivery, now, 1))), 1);
    }

    private CompletionStage<Boolean> start(Run run, int attempt) {
        time.execute(() -> run.attempt(attempt));
        return run.over;
    }

    /// Goes on with the deliveries of the process before. To be called once, when everything is there that they
    /// call.
    ///
    /// @param reader of what [Delivery#toJson] wrote
    public void resume(Function<JsonNode, Delivery> reader) {
        outbox.forEach((message, json) -> {
            Instant start = Instant.parse(json.path(START).asText());
            Run run = new Run(reader.apply(json.path(DELIVERY)), start, message);
            CompletionStage<Boolean> unused = start(run, json.path(ATTEMPT).intValue());
        });
    }

    private static ObjectNode kept(Delivery delivery, Instant start, int attempt) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(START, start.toString());
        json.set(DELIVERY, delivery.toJson());
        return json.put(ATTEMPT, attempt);
    }

    private final class Run {
        private final Delivery delivery;
        private final Instant start;
        private final Outbox.Message message;
        private final CompletableFuture<Boolean> over = new CompletableFuture<>();

        Run(Delivery delivery, Instant start, Outbox.Message message) {
            this.delivery = delivery;
            this.start = start;
            this.message = message;
        }

        void attempt(int number) {
            try {
                message.deliver(() -> delivery.attempt(number, this::call))
                        .whenComplete((_, refused) -> ended(refused, number));
            } catch (AwsException refused) {
                ended(refused, number);
            }
        }

        private CompletionStage<JsonNode> call(TargetCall call) {
            return switch (call) {
                case TargetCall.Request request -> send(request);
                case TargetCall.Operation _, TargetCall.SdkOperation _ -> targets.call(call);
            };
        }

        /// Sends a request. Its answer comes from outside, so virtual time does not jump until it is there.
        private CompletionStage<JsonNode> send(TargetCall.Request request) {
            return time.inTurn(delivery.describe(), targets.call(request));
        }

        private void ended(@Nullable Throwable refused, int number) {
            if (refused == null) {
                over.complete(true);
                return;
            }
            AwsException reason = reason(refused);
            Duration pause = delivery.policy().pause(number);
            boolean isLast = number > delivery.policy().retries();
            boolean isOld = Duration.between(start, time.now().plus(pause))
                            .compareTo(delivery.policy().age())
                    > 0;
            if (!mayPass(reason)) {
                giveUp(new Delivery.Failure(reason, number - 1, Optional.empty()));
            } else if (isLast || isOld) {
                String exhausted = isLast ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds";
                giveUp(new Delivery.Failure(reason, number - 1, Optional.of(exhausted)));
            } else {
                message.change(() -> kept(delivery, start, number + 1));
                time.after(pause, () -> attempt(number + 1));
            }
        }

        private void giveUp(Delivery.Failure failure) {
            LOG.warn(
                    "{} failed after {} retries: {}: {}",
                    delivery.describe(),
                    failure.retries(),
                    failure.reason().code(),
                    failure.reason().message());
            message.finish(() -> delivery.deadLetter(failure).ifPresent(this::bury));
            over.complete(false);
        }

        private void bury(Delivery.DeadLetter letter) {
            targets.attempt(new TargetCall.Operation("sqs", "SendMessage", message(letter)))
                    .whenComplete((_, refused) -> lost(letter, refused));
        }

        private void lost(Delivery.DeadLetter letter, @Nullable Throwable refused) {
            if (refused != null) {
                LOG.warn(
                        "{}: the dead-letter queue {} did not accept the event: {}",
                        delivery.describe(),
                        letter.queueArn(),
                        reason(refused).message());
            }
        }
    }

    /// Returns a queue's ARN as the end of its URL, the part that SQS evaluates.
    public static String queueUrl(String queueArn) {
        return "/" + queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }

    private static ObjectNode message(Delivery.DeadLetter letter) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("QueueUrl", queueUrl(letter.queueArn())).put("MessageBody", letter.body());
        ObjectNode attributes = input.putObject("MessageAttributes");
        new TreeMap<>(letter.attributes())
                .forEach((name, value) ->
                        attributes.putObject(name).put("DataType", "String").put("StringValue", value));
        return input;
    }

    private static boolean mayPass(AwsException reason) {
        boolean isPassingAnswer = reason.code().equals(Targets.ANSWERED) && PASSING.contains(reason.status());
        return reason.status() == 429 || reason.status() >= 500 || isPassingAnswer;
    }

    private static AwsException reason(Throwable refused) {
        Throwable cause = Completions.cause(refused);
        if (cause instanceof AwsException exception) {
            return exception;
        }
        LOG.error("A target's call failed", cause);
        return new AwsException(500, "InternalFailure", String.valueOf(cause.getMessage()));
    }
}
