// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.log.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Lambda's own queue of asynchronous calls ([error
/// handling](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html)).
final class AsynchronousCalls {

    /// The maximum size of an event: one megabyte.
    static final int MAXIMUM_EVENT = 1024 * 1024;

    private static final List<Duration> RETRIES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    private final Functions functions;
    private final FunctionDependencies services;

    AsynchronousCalls(Functions functions, FunctionDependencies services) {
        this.functions = functions;
        this.services = services;
    }

    void add(InvocationTarget target, InvokeRequest request) {
        if (request.payload().length > MAXIMUM_EVENT) {
            throw Functions.tooLarge(MAXIMUM_EVENT);
        }
        services.time().execute(() -> run(new Attempt(target, request, 0, FIRST_PAUSE)));
    }

    private void run(Attempt attempt) {
        try {
            functions.invoke(attempt.request).thenAccept(invocation -> {
                if (invocation instanceof InvocationResult.FunctionError error) {
                    failed(attempt, error);
                }
            });
        } catch (AwsException refused) {
            if (refused.status() != 429) {
                giveUp(attempt, refused.message());
                return;
            }
            services.time().after(attempt.pause, () -> run(attempt.throttled()));
        }
    }

    private void failed(Attempt attempt, InvocationResult.FunctionError error) {
        if (attempt.failures == RETRIES.size()) {
            giveUp(attempt, new String(error.payload(), StandardCharsets.UTF_8));
        } else {
            services.time().after(RETRIES.get(attempt.failures), () -> run(attempt.failed()));
        }
    }

    private void giveUp(Attempt attempt, String why) {
        String id = attempt.request.requestId();
        services.log()
                .add(new LogEvent.FunctionLine(
                        services.time().now(),
                        attempt.target.configuration().logicalId(),
                        id,
                        "asynchronous call " + id + " is given up: " + why));
    }

    private record Attempt(InvocationTarget target, InvokeRequest request, int failures, Duration pause) {

        Attempt failed() {
            return new Attempt(target, request, failures + 1, FIRST_PAUSE);
        }

        Attempt throttled() {
            Duration longer = pause.multipliedBy(2);
            return new Attempt(target, request, failures, longer.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : longer);
        }
    }
}
