// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request on its way through a REST or HTTP API, with the results of each step for the later ones. Used by
/// one thread at a time.
///
/// @param <M> the methods of a REST API, the routes of an HTTP API
public final class GatewayCall<M> implements Pipeline.Call {
    private final Exchange exchange;
    private final Optional<M> method;
    private @Nullable IntegrationRequest integrationRequest;
    private @Nullable HttpResponse endpointResponse;
    private @Nullable HttpResponse answer;

    /// @param method that of the request's path, if the API has one
    public GatewayCall(Exchange exchange, Optional<M> method) {
        this.exchange = exchange;
        this.method = method;
    }

    public Exchange exchange() {
        return exchange;
    }

    /// Returns the method; fails when the API has none for the request.
    public M method() {
        return method.orElseThrow(() -> Signature.noRoute(exchange).because("the API has no such method and path"));
    }

    public void sends(IntegrationRequest made) {
        integrationRequest = made;
    }

    public IntegrationRequest integrationRequest() {
        return Objects.requireNonNull(integrationRequest, "integrationRequest");
    }

    public void received(HttpResponse response) {
        endpointResponse = response;
        if (!(integrationRequest instanceof IntegrationRequest.Mock)) {
            exchange.received(response);
        }
    }

    public HttpResponse endpointResponse() {
        return Objects.requireNonNull(endpointResponse, "endpointResponse");
    }

    public void answers(HttpResponse response) {
        answer = response;
    }

    @Override
    public void begins(String step) {
        exchange.trace().began(step);
    }

    @Override
    public boolean isAnswered() {
        return answer != null;
    }

    public HttpResponse answer() {
        return Objects.requireNonNull(answer, "answer");
    }

    /// The request to the integration, once it is known.
    Optional<IntegrationRequest> sent() {
        return Optional.ofNullable(integrationRequest);
    }

    /// The endpoint's answer, once it is there; always empty for a mock integration.
    Optional<HttpResponse> received() {
        return integrationRequest instanceof IntegrationRequest.Mock
                ? Optional.empty()
                : Optional.ofNullable(endpointResponse);
    }
}
