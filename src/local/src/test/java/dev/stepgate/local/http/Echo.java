// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Returns the request in its answer.
final class Echo implements HttpHandler {

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        String text = request.method() + " " + request.rawPath() + "?" + request.rawQuery() + " " + request.text();
        return CompletableFuture.completedFuture(HttpResponse.of(200, "text/plain; charset=utf-8", text));
    }
}
