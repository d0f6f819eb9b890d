// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.gateway.MockStatus;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Takes a request to what stands behind its method, and back.
final class Endpoints {
    private static final byte[] NOTHING = {};

    private final AwsEndpoints aws;
    private final HttpEndpoints http;

    Endpoints(Backend backend) {
        this.aws = new AwsEndpoints(backend);
        this.http = new HttpEndpoints();
    }

    CompletionStage<HttpResponse> call(Exchange exchange, Integration integration) {
        return switch (integration) {
            case Integration.Mock mock -> CompletableFuture.completedFuture(mock(exchange, mock));
            case Integration.Aws service -> aws.call(exchange, service);
            case Integration.AwsProxy function -> aws.proxy(exchange, function);
            case Integration.Http endpoint -> http.call(exchange, endpoint);
            case Integration.HttpProxy endpoint -> http.proxy(exchange, endpoint);
        };
    }

    private static HttpResponse mock(Exchange exchange, Integration.Mock mock) {
        EndpointRequest request = RequestMapper.map(exchange, mock.request());
        String status = MockStatus.of(request.body()).orElseThrow(GatewayFailure::internal);
        HttpResponse nothing = new HttpResponse(200, Headers.none(), NOTHING);
        return ResponseMapper.map(exchange, mock.responses(), nothing, status);
    }
}
