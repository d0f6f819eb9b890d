// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayCall;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.HttpEndpointClient;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.MockStatus;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Makes the integration requests of REST APIs, and the responses from their answers.
final class RestIntegrations {
    private RestIntegrations() {}

    static IntegrationRequest request(Exchange exchange, RestIntegration integration) {
        return switch (integration) {
            case RestIntegration.Mock mock -> mock(exchange, mock);
            case RestIntegration.Aws service -> AwsIntegrations.request(exchange, service);
            case RestIntegration.AwsProxy function -> AwsIntegrations.request(exchange, function);
            case RestIntegration.Http endpoint -> HttpIntegrations.request(exchange, endpoint);
            case RestIntegration.HttpProxy endpoint -> HttpIntegrations.request(exchange, endpoint);
            case RestIntegration.NotHere absent -> throw GatewayFailure.notHere(absent.what());
        };
    }

    private static IntegrationRequest mock(Exchange exchange, RestIntegration.Mock mock) {
        boolean toText =
                mock.request().contentHandling().equals(Optional.of(RestIntegration.ContentHandling.CONVERT_TO_TEXT));
        if (exchange.deployment().isAllBinary() && !toText) {
            throw GatewayFailure.internal()
                    .because(
                            "every body is binary (*/*), and contentHandling of the mock integration is not CONVERT_TO_TEXT");
        }
        byte[] body = RequestMapper.map(exchange, mock.request()).body();
        return new IntegrationRequest.Mock(MockStatus.of(body)
                .orElseThrow(() -> GatewayFailure.internal()
                        .because("the request template of the mock gives no statusCode: "
                                + new String(body, StandardCharsets.UTF_8))));
    }

    /// The response for the client.
    static HttpResponse response(GatewayCall<RestMethod> call) {
        Exchange exchange = call.exchange();
        HttpResponse endpoint = call.endpointResponse();
        return switch (call.method().integration()) {
            case RestIntegration.Mock mock -> mapped(call, mock.responses());
            case RestIntegration.Aws service -> mapped(call, service.responses());
            case RestIntegration.AwsProxy _ -> LambdaProxyResponse.of(exchange, endpoint);
            case RestIntegration.Http http -> mapped(call, http.responses());
            case RestIntegration.HttpProxy _ -> HttpEndpointClient.passedThrough(endpoint);
            case RestIntegration.NotHere _ -> throw new IllegalStateException("an answer of what is not here");
        };
    }

    private static HttpResponse mapped(GatewayCall<RestMethod> call, List<RestIntegration.Response> responses) {
        return ResponseMapper.map(call.exchange(), responses, call.endpointResponse(), selected(call));
    }

    /// Returns the text with which selection patterns are matched.
    private static String selected(GatewayCall<RestMethod> call) {
        if (call.integrationRequest() instanceof IntegrationRequest.Mock(String status)) {
            return status;
        }
        boolean function = call.method().integration() instanceof RestIntegration.Aws aws
                && aws.uri().service().equals("lambda");
        HttpResponse endpoint = call.endpointResponse();
        return function ? FunctionError.of(endpoint) : Integer.toString(endpoint.status());
    }
}
