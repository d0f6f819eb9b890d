// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Serves REST APIs: `/STAGE/path` goes to the API on that stage.
public final class RestGateway implements HttpHandler {
    private final List<RestApi> apis;
    private final Backend backend;

    public RestGateway(List<RestApi> apis, Backend backend) {
        this.apis = List.copyOf(apis);
        this.backend = backend;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return CompletableFuture.failedFuture(new IllegalStateException(apis + " " + backend));
    }
}
