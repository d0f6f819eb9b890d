// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Sends requests of REST and HTTP APIs to HTTP endpoints, over the network. Redirects are not followed.
public final class HttpEndpointClient {
    private static final Set<String> NOT_PROXIED = Set.of("content-encoding", "transfer-encoding", "via");

    /// Sends a request. The stage fails with the gateway failure for a network error when no response comes.
    public CompletionStage<HttpResponse> send(
            EndpointUri uri, EndpointRequest request, Map<String, List<String>> headers) {
        return sent(call(uri, request, headers)).exceptionally(failure -> {
            throw new CompletionException(GatewayFailure.networkError()
                    .because("the endpoint cannot be reached: " + Completions.cause(failure)));
        });
    }

    private static CompletionStage<HttpResponse> sent(HttpCall call) {
        try {
            return call.send();
        } catch (IllegalArgumentException e) {
            throw GatewayFailure.internal().because("the request is not valid: " + e.getMessage());
        }
    }

    private static HttpCall call(EndpointUri uri, EndpointRequest request, Map<String, List<String>> headers) {
        String address = uri.template().fill(request.path());
        String query = UriText.encodeQuery(request.query());
        String url = query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query;
        List<Header> fields = new ArrayList<>();
        headers.forEach((name, values) ->
                values.forEach(value -> fields.add(new Header(name, ResponseHeaders.oneLine(value)))));
        return new HttpCall(request.httpMethod(), url, fields, request.body());
    }

    public static HttpResponse passedThrough(HttpResponse endpoint) {
        List<Header> headers = new ArrayList<>();
        for (Header field : endpoint.headers().fields()) {
            if (!NOT_PROXIED.contains(field.name().toLowerCase(Locale.ROOT))) {
                headers.add(new Header(ResponseHeaders.remappedOfEndpoint(field.name()), field.value()));
            }
        }
        return endpoint.with(Headers.of(headers));
    }
}
