// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import dev.stepgate.local.concurrent.Completions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls an [HttpHandler] away from the network's threads, and always returns a response.
final class HandlerCaller {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final HttpHandler handler;
    private final Executor workers;

    HandlerCaller(HttpHandler handler, Executor workers) {
        this.handler = handler;
        this.workers = workers;
    }

    Executor workers() {
        return workers;
    }

    CompletionStage<HttpResponse> to(HttpRequest request) {
        CompletionStage<HttpResponse> answer =
                handler.isBrief(request) ? here(request) : away(() -> handler.handle(request));
        return answer.exceptionallyCompose(failure -> failed(request, failure));
    }

    private CompletionStage<HttpResponse> here(HttpRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    CompletionStage<HttpResponse> to(HttpRefusal refusal) {
        return away(() -> CompletableFuture.completedFuture(handler.refuse(refusal)))
                .exceptionally(failure -> {
                    LOG.error("refusing a request with status {} failed", refusal.status(), failure);
                    return refusal.response();
                });
    }

    CompletionStage<HttpResponse> failed(HttpRequest request, Throwable failure) {
        OutOfMemory.tell(failure);
        LOG.error("{} {} failed", request.method(), request.rawPath(), Completions.cause(failure));
        return to(HttpRefusal.FAILED);
    }

    <T> CompletionStage<T> away(Supplier<CompletionStage<T>> call) {
        return CompletableFuture.supplyAsync(call, workers).thenCompose(stage -> stage);
    }
}
