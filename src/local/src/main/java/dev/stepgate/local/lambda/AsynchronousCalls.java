// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.lambda.AsynchronousConfiguration.EventInvokeConfig;
import dev.stepgate.local.lambda.InvocationDestinations.DeadLetter;
import dev.stepgate.local.lambda.InvocationRecord.Condition;
import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lambda's own queue of asynchronous calls ([error
/// handling](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html)).
final class AsynchronousCalls {
    private static final Logger LOG = LoggerFactory.getLogger(AsynchronousCalls.class);

    /// The maximum size of an event: one megabyte.
    static final int MAXIMUM_EVENT = 1024 * 1024;

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    private static final int MAXIMUM_MESSAGE = 1024;

    private final Functions functions;
    private final FunctionDependencies services;
    private final Outbox outbox;
    private volatile InvocationDestinations destinations = InvocationDestinations.NONE;

    AsynchronousCalls(Functions functions, FunctionDependencies services, Store store) {
        this.functions = functions;
        this.services = services;
        this.outbox = new Outbox(store, "asynchronous-calls");
    }

    void deliverTo(InvocationDestinations all) {
        destinations = all;
    }

    void add(InvocationTarget target, InvokeRequest request) {
        if (request.payload().length > MAXIMUM_EVENT) {
            throw Functions.tooLarge(MAXIMUM_EVENT);
        }
        Instant queued = services.time().now();
        Outbox.Message message = outbox.add(() -> StoredCall.write(request, queued, 0));
        start(new Attempt(new Event(target, request, queued, message), 0, FIRST_PAUSE));
    }

    private void start(Attempt attempt) {
        services.time().execute(() -> run(attempt));
    }

    /// Makes the calls that were not over when the process before ended. Those of functions that are gone are
    /// dropped, with a line in the log.
    void resume() {
        outbox.forEach((message, json) -> {
            StoredCall call = StoredCall.read(json);
            try {
                InvocationTarget target = functions.find(call.request());
                start(new Attempt(
                        new Event(target, call.request(), call.queued(), message), call.calls(), FIRST_PAUSE));
            } catch (AwsException gone) {
                LOG.warn("an asynchronous call of an earlier process is not made: {}", gone.message());
                message.forget();
            }
        });
    }

    private void run(Attempt attempt) {
        Event event = attempt.event;
        Instant expiry = event.queued.plus(event.configuration().maximumAge());
        if (services.time().now().isAfter(expiry)) {
            giveUp(attempt, new Failure(Condition.EVENT_AGE_EXCEEDED, 200, "the event is too old", Optional.empty()));
            return;
        }
        try {
            functions.invoke(event.request).thenAccept(result -> ended(attempt.called(), result));
        } catch (AwsException refused) {
            refused(attempt, refused);
        } catch (RejectedExecutionException _) {
            // the runtime ends; with a data folder the next process makes the call
        }
    }

    /// Repeats a throttled call, unless the function has no concurrency at all; any other refusal is
    /// final.
    private void refused(Attempt attempt, AwsException refused) {
        if (refused.status() == 429 && !attempt.event.target.configuration().isStopped()) {
            services.time().after(attempt.pause, () -> run(attempt.throttled()));
        } else {
            giveUp(
                    attempt,
                    new Failure(Condition.RETRIES_EXHAUSTED, refused.status(), refused.message(), Optional.empty()));
        }
    }

    private void ended(Attempt attempt, InvocationResult result) {
        EventInvokeConfig configuration = attempt.event.configuration();
        switch (result) {
            case InvocationResult.Succeeded succeeded ->
                attempt.event.message.finish(() -> configuration
                        .onSuccess()
                        .ifPresent(arn -> send(arn, attempt, Condition.SUCCESS, Optional.of(succeeded))));
            case InvocationResult.FunctionError error -> {
                if (attempt.calls > configuration.retries()) {
                    giveUp(attempt, Failure.of(error));
                } else {
                    attempt.keep();
                    services.time().after(PAUSES.get(attempt.calls - 1), () -> run(attempt));
                }
            }
        }
    }

    private void giveUp(Attempt attempt, Failure failure) {
        Event event = attempt.event;
        String id = event.request.requestId();
        FunctionConfiguration function = event.target.configuration();
        services.log()
                .add(new LogEvent.FunctionLine(
                        services.time().now(),
                        function.logicalId(),
                        id,
                        "asynchronous call " + id + " is given up: " + failure.message));
        event.message.finish(() -> {
            function.asynchronous()
                    .deadLetterTarget()
                    .ifPresent(arn -> destinations.deadLetter(arn, letter(event.request, failure)));
            event.configuration().onFailure().ifPresent(arn -> send(arn, attempt, failure.condition, failure.result));
        });
    }

    private static DeadLetter letter(InvokeRequest request, Failure failure) {
        String message = failure.message.substring(0, Math.min(MAXIMUM_MESSAGE, failure.message.length()));
        String event = request.payload().length == 0 ? "{}" : new String(request.payload(), StandardCharsets.UTF_8);
        return new DeadLetter(event, request.requestId(), failure.status, message);
    }

    private void send(String arn, Attempt attempt, Condition condition, Optional<InvocationResult> result) {
        Event event = attempt.event;
        String function = event.target.configuration().arn() + ":" + event.target.qualifier();
        InvocationRecord made = new InvocationRecord(event.request, function, condition, attempt.calls);
        destinations.record(arn, made.json(services.time().now(), result));
    }

    /// @param message what is kept of it
    private record Event(InvocationTarget target, InvokeRequest request, Instant queued, Outbox.Message message) {
        EventInvokeConfig configuration() {
            return target.configuration().asynchronous().of(target.qualifier());
        }
    }

    /// @param calls that have reached the function
    /// @param pause after the next call that is throttled
    private record Attempt(Event event, int calls, Duration pause) {

        Attempt called() {
            return new Attempt(event, calls + 1, FIRST_PAUSE);
        }

        void keep() {
            event.message.change(() -> StoredCall.write(event.request, event.queued, calls));
        }

        Attempt throttled() {
            Duration longer = pause.multipliedBy(2);
            return new Attempt(event, calls, longer.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : longer);
        }
    }

    private record Failure(Condition condition, int status, String message, Optional<InvocationResult> result) {
        static Failure of(InvocationResult.FunctionError error) {
            String payload = new String(error.payload(), StandardCharsets.UTF_8);
            return new Failure(Condition.RETRIES_EXHAUSTED, 200, message(payload), Optional.of(error));
        }

        private static String message(String payload) {
            try {
                return Json.parse(payload).path("errorMessage").asText(payload);
            } catch (JsonSyntaxException _) {
                return payload;
            }
        }
    }
}
