// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Stands in for a handler that is made after its server listens, because it needs the server's address. Requests that
/// come before it wait.
public final class HandlerToCome implements HttpHandler {
    private final CompletableFuture<HttpHandler> handler = new CompletableFuture<>();

    /// From now on requests are the handler's, those that wait first.
    public void is(HttpHandler made) {
        handler.complete(made);
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return handler.thenCompose(made -> made.handle(request));
    }

    @Override
    public HttpResponse refuse(HttpRefusal refusal) {
        return handler.isDone() ? handler.join().refuse(refusal) : refusal.response();
    }
}
