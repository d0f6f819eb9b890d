// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Gives each request to the first stage that serves its path.
public final class StageHandlers {
    private final List<StageHandler> handlers;
    private final RequestLog log;
    private final String names;

    /// An API on one of its stages.
    public interface StageHandler {
        Stage stage();

        /// Tells whether the request's path is one of the stage.
        boolean serves(HttpRequest request);

        CompletionStage<HttpResponse> serve(HttpRequest request);

        /// Returns true for a request of the stage that takes less time than handing it to another thread.
        default boolean isBrief(HttpRequest request) {
            return false;
        }
    }

    /// @param handlers in the order in which they are asked
    public StageHandlers(List<? extends StageHandler> handlers, RequestLog log) {
        this.handlers = List.copyOf(handlers);
        this.log = log;
        this.names =
                handlers.stream().map(handler -> "/" + handler.stage().name()).collect(Collectors.joining(", "));
    }

    /// Returns true for a request that takes less time than handing it to another thread.
    public boolean isBrief(HttpRequest request) {
        for (StageHandler handler : handlers) {
            if (handler.serves(request)) {
                return handler.isBrief(request);
            }
        }
        return true;
    }

    /// @param noSuchStage answers a request to no stage, with the reason
    public CompletionStage<HttpResponse> handle(HttpRequest request, Function<String, HttpResponse> noSuchStage) {
        for (StageHandler handler : handlers) {
            if (handler.serves(request)) {
                return handler.serve(request);
            }
        }
        String reason = "the path begins with no stage of the API; its stages are " + names;
        HttpResponse answer = noSuchStage.apply(reason);
        log.answered(request, answer, reason);
        return CompletableFuture.completedFuture(answer);
    }
}
