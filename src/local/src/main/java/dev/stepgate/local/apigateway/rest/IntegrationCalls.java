// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.EndpointRequest;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.MockStatus;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Takes a request to what stands behind its method, and back.
final class IntegrationCalls {
    private static final byte[] NOTHING = {};

    private final AwsIntegrations aws;
    private final HttpIntegrations http;

    IntegrationCalls(AwsBackend backend) {
        this.aws = new AwsIntegrations(backend);
        this.http = new HttpIntegrations();
    }

    CompletionStage<HttpResponse> call(Exchange exchange, RestIntegration integration) {
        return switch (integration) {
            case RestIntegration.Mock mock -> CompletableFuture.completedFuture(mock(exchange, mock));
            case RestIntegration.Aws service -> aws.call(exchange, service);
            case RestIntegration.AwsProxy function -> aws.proxy(exchange, function);
            case RestIntegration.Http endpoint -> http.call(exchange, endpoint);
            case RestIntegration.HttpProxy endpoint -> http.proxy(exchange, endpoint);
            case RestIntegration.NotHere absent -> throw GatewayFailure.notHere(absent.what());
        };
    }

    private static HttpResponse mock(Exchange exchange, RestIntegration.Mock mock) {
        EndpointRequest request = RequestMapper.map(exchange, mock.request());
        String status = MockStatus.of(request.body()).orElseThrow(GatewayFailure::internal);
        HttpResponse nothing = new HttpResponse(200, Headers.none(), NOTHING);
        return ResponseMapper.map(exchange, mock.responses(), nothing, status);
    }
}
