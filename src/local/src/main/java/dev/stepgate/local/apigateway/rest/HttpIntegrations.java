// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.EndpointRequest;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.HttpEndpointClient;
import dev.stepgate.local.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Integrations with HTTP endpoints, over the network. Redirects are not followed.
final class HttpIntegrations {
    private final HttpEndpointClient client = new HttpEndpointClient();

    CompletionStage<HttpResponse> call(Exchange exchange, RestIntegration.Http integration) {
        EndpointRequest request = RequestMapper.map(exchange, integration.request());
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        putIfAbsent(headers, "Content-Type", exchange.contentType());
        putIfAbsent(headers, "Accept", ContentType.JSON);
        putIfAbsent(headers, "User-Agent", "AmazonAPIGateway_" + exchange.text("apiId"));
        headers.put("X-Amzn-Apigateway-Api-Id", List.of(exchange.text("apiId")));
        return client.send(integration.uri(), request, headers).thenApply(response -> {
            exchange.received(response);
            String selected = Integer.toString(response.status());
            return ResponseMapper.map(exchange, integration.responses(), response, selected);
        });
    }

    CompletionStage<HttpResponse> proxy(Exchange exchange, RestIntegration.HttpProxy integration) {
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
        return client.send(integration.uri(), request, headers).thenApply(response -> {
            exchange.received(response);
            return HttpEndpointClient.passedThrough(response);
        });
    }

    private static void putIfAbsent(Map<String, List<String>> headers, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, List.of(value));
        }
    }
}
