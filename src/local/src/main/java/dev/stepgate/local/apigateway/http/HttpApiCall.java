// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.Pipeline;
import dev.stepgate.local.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request on its way through an HTTP API, with what each step has found out for those after it. Used by one thread at a
/// time.
final class HttpApiCall implements Pipeline.Call {
    private final Exchange exchange;
    private final Optional<HttpApiRoute> route;
    private @Nullable IntegrationRequest integrationRequest;
    private @Nullable HttpResponse endpointResponse;
    private @Nullable HttpResponse answer;

    /// @param route that of the request's path, or `$default`, if the API has one
    HttpApiCall(Exchange exchange, Optional<HttpApiRoute> route) {
        this.exchange = exchange;
        this.route = route;
    }

    Exchange exchange() {
        return exchange;
    }

    /// Fails when the API has no such route.
    HttpApiRoute route() {
        return route.orElseThrow(GatewayFailure::missingAuthenticationToken);
    }

    void sends(IntegrationRequest made) {
        integrationRequest = made;
    }

    IntegrationRequest integrationRequest() {
        return Objects.requireNonNull(integrationRequest, "integrationRequest");
    }

    void received(HttpResponse response) {
        endpointResponse = response;
        exchange.received(response);
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
