// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Sends integration requests to their targets: the services of this JVM, or an endpoint over the network.
public final class IntegrationClient {
    private static final HttpResponse NOTHING = new HttpResponse(200, Headers.none(), new byte[0]);

    private final AwsBackend backend;
    private final HttpEndpointClient endpoints = new HttpEndpointClient();

    public IntegrationClient(AwsBackend backend) {
        this.backend = backend;
    }

    /// Returns the answer unchanged.
    public CompletionStage<HttpResponse> send(IntegrationRequest request) {
        return switch (request) {
            case IntegrationRequest.Service(AwsBackendRequest service) -> backend.call(service);
            case IntegrationRequest.Event(AwsBackendRequest event) -> backend.call(event);
            case IntegrationRequest.Endpoint endpoint ->
                endpoints.send(endpoint.uri(), endpoint.request(), endpoint.headers());
            case IntegrationRequest.Mock _ -> CompletableFuture.completedFuture(NOTHING);
        };
    }
}
