// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The outside world of the pipelines.
///
/// @param accessLog receives the lines of access logs
/// @param log receives each request
/// @param recent records the newest requests
public record GatewayDependencies(
        AwsBackend backend,
        Time time,
        RequestIds ids,
        Consumer<String> accessLog,
        RuntimeLog log,
        RecentRequests recent) {

    /// Makes dependencies that record no requests.
    public GatewayDependencies(
            AwsBackend backend, Time time, RequestIds ids, Consumer<String> accessLog, RuntimeLog log) {
        this(backend, time, ids, accessLog, log, RecentRequests.NONE);
    }

    /// Returns the same answer, or fails with a [TimeoutException] when it takes longer.
    public <T> CompletionStage<T> within(Duration timeout, CompletionStage<T> answer) {
        CompletableFuture<T> future = answer.toCompletableFuture();
        if (future.isDone()) {
            return future;
        }
        CompletableFuture<T> timed = future.copy();
        Time.Timer timer = time.atMost(timeout, () -> timed.completeExceptionally(new TimeoutException()));
        CompletableFuture<T> unused = timed.whenComplete((_, _) -> timer.cancel());
        return timed;
    }
}
