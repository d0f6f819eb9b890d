// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.EndpointRequest;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.LambdaProxyEvent;
import dev.stepgate.local.apigateway.UriText;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the requests of integrations with AWS services, as they go over the wire.
final class AwsIntegrations {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private AwsIntegrations() {}

    static IntegrationRequest request(Exchange exchange, RestIntegration.Aws integration) {
        EndpointRequest request = RequestMapper.map(exchange, integration.request());
        IllegalHeaders.OF_SERVICE.refuse(request.headers().keySet());
        HttpRequest wire = wire(exchange, integration.uri(), request);
        return new IntegrationRequest.Service(new AwsBackendRequest(
                integration.uri().service(), integration.uri().region(), wire));
    }

    static IntegrationRequest request(Exchange exchange, RestIntegration.AwsProxy integration) {
        String method = integration.request().httpMethod();
        if (!method.equals("POST")) {
            throw GatewayFailure.integrationFailure()
                    .because("httpMethod is " + method + "; Lambda functions are invoked with POST");
        }
        RequestMapper.Mapped mapped =
                RequestMapper.Mapped.of(exchange, integration.request().parameters());
        IllegalHeaders.OF_SERVICE.refuse(mapped.headers().keySet());
        byte[] event = LambdaProxyEvent.of(exchange);
        AwsUri uri = integration.uri();
        HttpRequest wire = HttpRequest.of("POST", uri.path(Map.of()), Headers.none(), event);
        return new IntegrationRequest.Event(new AwsBackendRequest(uri.service(), uri.region(), wire));
    }

    private static HttpRequest wire(Exchange exchange, AwsUri uri, EndpointRequest request) {
        Map<String, List<String>> query = new LinkedHashMap<>(request.query());
        Map<String, List<String>> defaults = new LinkedHashMap<>();
        if (uri.target() instanceof AwsUri.Target.Action action) {
            Optional<ServiceModel> service = ServiceModel.find(uri.service());
            Optional<String> target = service.flatMap(model -> model.target(action.name()));
            if (service.isEmpty() || target.isEmpty()) {
                query.put("Action", List.of(action.name()));
            } else {
                defaults.put("X-Amz-Target", List.of(target.get()));
                defaults.put("Content-Type", List.of(service.get().contentType()));
            }
        }
        String path = uri.path(request.path());
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
