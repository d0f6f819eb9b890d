// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Integrations with HTTP endpoints, over the network. Redirects are not followed.
final class HttpEndpoints {
    /// What the JDK's client writes itself, or API Gateway does not send.
    private static final Set<String> NOT_SENT = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "proxy-authenticate",
            "te",
            "transfer-encoding",
            "upgrade",
            "via");

    private static final Set<String> NOT_PROXIED = Set.of("content-encoding", "transfer-encoding", "via");

    private @Nullable HttpClient client;

    /// Made when it is needed first, as making one takes a while.
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            client = made;
        }
        return made;
    }

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
        return client().sendAsync(request(uri, request, headers), BodyHandlers.ofByteArray())
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(GatewayFailure.networkError());
                    }
                    return received(response);
                });
    }

    private static HttpRequest request(HttpUri uri, EndpointRequest request, Map<String, List<String>> headers) {
        String address = uri.template().fill(request.path());
        String query = UriText.encodeQuery(request.query());
        HttpRequest.Builder builder = HttpRequest.newBuilder()
                .uri(uri(query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query))
                .method(request.httpMethod(), BodyPublishers.ofByteArray(request.body()));
        headers.forEach((name, values) -> {
            if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, ResponseHeaders.oneLine(value)));
            }
        });
        return builder.build();
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw GatewayFailure.networkError();
        }
    }

    private static HttpResponse received(java.net.http.HttpResponse<byte[]> response) {
        List<Header> headers = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        return new HttpResponse(response.statusCode(), Headers.of(headers), response.body());
    }

    static HttpResponse passedThrough(HttpResponse endpoint) {
        List<Header> headers = new ArrayList<>();
        for (Header field : endpoint.headers().fields()) {
            if (!NOT_PROXIED.contains(field.name().toLowerCase(Locale.ROOT))) {
                headers.add(new Header(ResponseHeaders.remappedOfProxy(field.name()), field.value()));
            }
        }
        return new HttpResponse(endpoint.status(), Headers.of(headers), endpoint.body());
    }
}
