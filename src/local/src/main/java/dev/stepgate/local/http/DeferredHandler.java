// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// Stands in for handlers that are made after their server listens, because they need the server's address, and
/// that may be made anew while it does. Requests and opening WebSockets that come before them wait.
public final class DeferredHandler implements HttpHandler, WebSocketHandler {
    private final Deferred<HttpHandler> http = new Deferred<>();
    private final Deferred<WebSocketHandler> webSocket = new Deferred<>();

    /// From now on requests are the handler's, those that wait first.
    public void is(HttpHandler made) {
        http.is(made);
    }

    /// From now on opening WebSockets are the handler's, those that wait first.
    public void opens(WebSocketHandler made) {
        webSocket.is(made);
    }

    /// Whatever comes from now on waits again; what waits already is never answered.
    public void isToCome() {
        http.isToCome();
        webSocket.isToCome();
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return http.get().thenCompose(made -> made.handle(request));
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
