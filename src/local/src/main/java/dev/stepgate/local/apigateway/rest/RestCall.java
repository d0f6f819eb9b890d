// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.Pipeline;
import dev.stepgate.local.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request on its way through a REST API, with what each step has found out for those after it. Used by one thread at a
/// time.
final class RestCall implements Pipeline.Call {
    private final Exchange exchange;
    private final Optional<RestMethod> method;
    private @Nullable IntegrationRequest integrationRequest;
    private @Nullable HttpResponse endpointResponse;
    private @Nullable HttpResponse answer;

    /// @param method that of the request's path, if the API has it
    RestCall(Exchange exchange, Optional<RestMethod> method) {
        this.exchange = exchange;
        this.method = method;
    }

    Exchange exchange() {
        return exchange;
    }

    /// Fails when the API has no such method.
    RestMethod method() {
        return method.orElseThrow(GatewayFailure::missingAuthenticationToken);
    }

    RestIntegration integration() {
        return method().integration();
    }

    void sends(IntegrationRequest made) {
        integrationRequest = made;
    }

    IntegrationRequest integrationRequest() {
        return Objects.requireNonNull(integrationRequest, "integrationRequest");
    }

    void received(HttpResponse response) {
        endpointResponse = response;
        if (!(integrationRequest instanceof IntegrationRequest.Mock)) {
            exchange.received(response);
        }
    }

    HttpResponse endpointResponse() {
        return Objects.requireNonNull(endpointResponse, "endpointResponse");
    }

    void answers(HttpResponse response) {
        answer = response;
    }

    @Override
    public boolean isAnswered() {
        return answer != null;
    }

    HttpResponse answer() {
        return Objects.requireNonNull(answer, "answer");
    }
}
