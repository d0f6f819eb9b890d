// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.gateway.HttpCall;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Integrations with HTTP endpoints, over the network. Redirects are not followed.
final class HttpEndpoints {
    private static final Set<String> NOT_PROXIED = Set.of("content-encoding", "transfer-encoding", "via");

    CompletionStage<HttpResponse> call(Exchange exchange, Integration.Http integration) {
        EndpointRequest request = RequestMapper.map(exchange, integration.request());
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        putIfAbsent(headers, "Content-Type", exchange.contentType());
        putIfAbsent(headers, "Accept", ContentType.JSON);
        putIfAbsent(headers, "User-Agent", "AmazonAPIGateway_" + exchange.text("apiId"));
        headers.put("X-Amzn-Apigateway-Api-Id", List.of(exchange.text("apiId")));
        return send(integration.uri(), request, headers).thenApply(response -> {
            exchange.received(response);
            String selected = Integer.toString(response.status());
            return ResponseMapper.map(exchange, integration.responses(), response, selected);
        });
    }

    CompletionStage<HttpResponse> proxy(Exchange exchange, Integration.HttpProxy integration) {
        RequestMapper.Mapped mapped =
                RequestMapper.Mapped.of(exchange, integration.request().parameters());
        Map<String, List<String>> query = RequestMapper.copy(exchange.query());
        mapped.query()
                .forEach((name, values) ->
                        query.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
        Map<String, List<String>> headers = new LinkedHashMap<>(exchange.headers());
        headers.keySet().removeIf("Content-Encoding"::equalsIgnoreCase);
        mapped.headers().forEach((name, values) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, values);
        });
        headers.put("X-Amzn-Apigateway-Api-Id", List.of(exchange.text("apiId")));
        EndpointRequest request = new EndpointRequest(
                RequestMapper.method(exchange, integration.request()),
                mapped.path(),
                query,
                headers,
                exchange.request().body());
        return send(integration.uri(), request, headers).thenApply(response -> {
            exchange.received(response);
            return passedThrough(response);
        });
    }

    private static void putIfAbsent(Map<String, List<String>> headers, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, List.of(value));
        }
    }

    CompletionStage<HttpResponse> send(HttpUri uri, EndpointRequest request, Map<String, List<String>> headers) {
        return sent(call(uri, request, headers)).exceptionally(_ -> {
            throw new CompletionException(GatewayFailure.networkError());
        });
    }

    private static CompletionStage<HttpResponse> sent(HttpCall call) {
        try {
            return call.send();
        } catch (IllegalArgumentException _) {
            throw GatewayFailure.networkError();
        }
    }

    private static HttpCall call(HttpUri uri, EndpointRequest request, Map<String, List<String>> headers) {
        String address = uri.template().fill(request.path());
        String query = UriText.encodeQuery(request.query());
        String url = query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query;
        List<Header> fields = new ArrayList<>();
        headers.forEach((name, values) ->
                values.forEach(value -> fields.add(new Header(name, ResponseHeaders.oneLine(value)))));
        return new HttpCall(request.httpMethod(), url, fields, request.body());
    }

    static HttpResponse passedThrough(HttpResponse endpoint) {
        List<Header> headers = new ArrayList<>();
        for (Header field : endpoint.headers().fields()) {
            if (!NOT_PROXIED.contains(field.name().toLowerCase(Locale.ROOT))) {
                headers.add(new Header(ResponseHeaders.remappedOfEndpoint(field.name()), field.value()));
            }
        }
        return new HttpResponse(endpoint.status(), Headers.of(headers), endpoint.body());
    }
}
