// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.EndpointRequest;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.IntegrationRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the requests of integrations with HTTP endpoints.
final class HttpIntegrations {
    private HttpIntegrations() {}

    static IntegrationRequest request(Exchange exchange, RestIntegration.Http integration) {
        EndpointRequest request = RequestMapper.map(exchange, integration.request());
        IllegalHeaders.OF_ENDPOINT.refuse(request.headers().keySet());
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        if (request.body().length > 0) {
            putIfAbsent(headers, "Content-Type", exchange.contentType());
        }
        putIfAbsent(headers, "Accept", ContentType.JSON);
        putIfAbsent(headers, "User-Agent", "AmazonAPIGateway_" + exchange.text("apiId"));
        headers.put("X-Amzn-Apigateway-Api-Id", List.of(exchange.text("apiId")));
        exchange.headers().forEach((name, values) -> {
            if (name.equalsIgnoreCase("X-Amzn-Trace-Id")) {
                headers.put("X-Amzn-Trace-Id", values);
            }
        });
        return new IntegrationRequest.Endpoint(integration.uri(), request, headers);
    }

    static IntegrationRequest request(Exchange exchange, RestIntegration.HttpProxy integration) {
        RequestMapper.Mapped mapped =
                RequestMapper.Mapped.of(exchange, integration.request().parameters());
        IllegalHeaders.OF_ENDPOINT.refuse(mapped.headers().keySet());
        Map<String, List<String>> query = RequestMapper.copy(exchange.query());
        mapped.query()
                .forEach((name, values) ->
                        query.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
        Map<String, List<String>> headers = proxyHeaders(exchange, mapped.headers());
        EndpointRequest request = new EndpointRequest(
                RequestMapper.method(exchange, integration.request()),
                mapped.path(),
                query,
                headers,
                exchange.request().body());
        return new IntegrationRequest.Endpoint(integration.uri(), request, headers);
    }

    private static Map<String, List<String>> proxyHeaders(Exchange exchange, Map<String, List<String>> mapped) {
        Map<String, List<String>> headers = new LinkedHashMap<>(exchange.headers());
        headers.keySet().removeIf("Content-Encoding"::equalsIgnoreCase);
        mapped.forEach((name, values) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, values);
        });
        headers.put("X-Amzn-Apigateway-Api-Id", List.of(exchange.text("apiId")));
        return headers;
    }

    private static void putIfAbsent(Map<String, List<String>> headers, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, List.of(value));
        }
    }
}
