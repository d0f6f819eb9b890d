// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Integrations with AWS services: makes the wire request, calls the [Backend], maps the response.
final class AwsEndpoints {
    /// `X-Amz-Target` of the services whose actions API Gateway calls in their JSON protocol.
    private static final Map<String, String> TARGETS = Map.of("states", "AWSStepFunctions");

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private final Backend backend;

    AwsEndpoints(Backend backend) {
        this.backend = backend;
    }

    CompletionStage<HttpResponse> call(Exchange exchange, Integration.Aws integration) {
        EndpointRequest request = RequestMapper.map(exchange, integration.request());
        boolean function = integration.uri().service().equals("lambda");
        HttpRequest wire = wire(exchange, integration.uri(), request);
        return backend.call(new BackendRequest(
                        integration.uri().service(), integration.uri().region(), wire))
                .thenApply(response -> {
                    exchange.received(response);
                    String selected = function ? FunctionError.of(response) : Integer.toString(response.status());
                    return ResponseMapper.map(exchange, integration.responses(), response, selected);
                });
    }

    CompletionStage<HttpResponse> proxy(Exchange exchange, Integration.AwsProxy integration) {
        byte[] event = ProxyEvent.of(exchange);
        HttpRequest wire = HttpRequest.of("POST", path(integration.uri(), Map.of()), Headers.none(), event);
        return backend.call(new BackendRequest(
                        integration.uri().service(), integration.uri().region(), wire))
                .thenApply(response -> {
                    exchange.received(response);
                    return ProxyResponse.of(exchange, response);
                });
    }

    static String path(AwsUri uri, Map<String, String> values) {
        return switch (uri.target()) {
            case AwsUri.Target.Action _ -> "/";
            case AwsUri.Target.Path path -> "/" + path.path().fill(values);
        };
    }

    private static HttpRequest wire(Exchange exchange, AwsUri uri, EndpointRequest request) {
        Map<String, List<String>> query = new LinkedHashMap<>(request.query());
        Map<String, List<String>> defaults = new LinkedHashMap<>();
        if (uri.target() instanceof AwsUri.Target.Action action) {
            String target = TARGETS.get(uri.service());
            if (target == null) {
                query.put("Action", List.of(action.name()));
            } else {
                defaults.put("X-Amz-Target", List.of(target + "." + action.name()));
                defaults.put("Content-Type", List.of("application/x-amz-json-1.0"));
            }
        }
        String path = path(uri, request.path());
        String text = UriText.encodeQuery(query);
        String target = text.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + text;
        return HttpRequest.of(request.httpMethod(), target, headers(exchange, request, defaults), body(request));
    }

    private static byte[] body(EndpointRequest request) {
        return WITHOUT_BODY.contains(request.httpMethod()) ? new byte[0] : request.body();
    }

    private static Headers headers(Exchange exchange, EndpointRequest request, Map<String, List<String>> defaults) {
        defaults.putIfAbsent("Content-Type", List.of(exchange.contentType()));
        defaults.put("Accept", List.of(ContentType.JSON));
        defaults.put("User-Agent", List.of("AmazonAPIGateway_" + exchange.text("apiId")));
        List<Header> headers = new ArrayList<>();
        request.headers().forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        defaults.forEach((name, values) -> {
            if (request.headers().keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> headers.add(new Header(name, value)));
            }
        });
        return Headers.of(headers);
    }
}
