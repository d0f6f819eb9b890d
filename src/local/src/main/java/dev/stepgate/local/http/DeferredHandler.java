// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Stands in for handlers that are made only after their server listens, because they need its address, and
/// that may be replaced later. Requests and opening WebSockets that arrive earlier wait.
public final class DeferredHandler implements HttpHandler, WebSocketHandler {
    private final Deferred<HttpHandler> http = new Deferred<>();
    private final Deferred<WebSocketHandler> webSocket = new Deferred<>();

    /// Passes requests to this handler from now on, beginning with those that wait.
    public void is(HttpHandler made) {
        http.is(made);
    }

    /// Passes opening WebSockets to this handler from now on, beginning with those that wait.
    public void opens(WebSocketHandler made) {
        webSocket.is(made);
    }

    /// Lets new requests wait again; those that wait already are never answered.
    public void isToCome() {
        http.isToCome();
        webSocket.isToCome();
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return http.get().thenCompose(made -> made.handle(request));
    }

    @Override
    public boolean isBrief(HttpRequest request) {
        CompletableFuture<HttpHandler> made = http.get();
        return made.isDone() && made.join().isBrief(request);
    }

    @Override
    public CompletionStage<Admission> open(HttpRequest request) {
        return webSocket.get().thenCompose(made -> made.open(request));
    }

    @Override
    public HttpResponse refuse(HttpRefusal refusal) {
        return http.get().isDone() ? http.get().join().refuse(refusal) : refusal.response();
    }
}
