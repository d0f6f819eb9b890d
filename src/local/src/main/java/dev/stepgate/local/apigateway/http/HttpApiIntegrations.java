// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.AwsUri;
import dev.stepgate.local.apigateway.EndpointRequest;
import dev.stepgate.local.apigateway.EndpointUri;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayCall;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.HttpEndpointClient;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.UriTemplate;
import dev.stepgate.local.apigateway.UriText;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.JsonSyntaxException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the integration requests of HTTP APIs, and the responses from their answers.
final class HttpApiIntegrations {
    private HttpApiIntegrations() {}

    static IntegrationRequest request(Exchange exchange, HttpApiRoute route) {
        return switch (route.target()) {
            case HttpApiRoute.Target.Function function -> function(exchange, route, function);
            case HttpApiRoute.Target.Action action -> action(exchange, action);
            case HttpApiRoute.Target.Endpoint endpoint -> endpoint(exchange, endpoint);
            case HttpApiRoute.Target.NotHere absent -> throw GatewayFailure.notHere(absent.what());
            case HttpApiRoute.Target.None _ -> throw GatewayFailure.noIntegration();
        };
    }

    /// The response for the client.
    static HttpResponse response(GatewayCall<HttpApiRoute> call) {
        HttpResponse received = call.endpointResponse();
        HttpResponse response = switch (call.method().target()) {
            case HttpApiRoute.Target.Function function -> HttpApiFunctionResponse.of(received, function.format());
            case HttpApiRoute.Target.Action target ->
                new HttpResponse(
                        received.status(),
                        Headers.of("Content-Type", target.action().answerType()),
                        received.body());
            case HttpApiRoute.Target.Endpoint _ -> HttpEndpointClient.passedThrough(received);
            case HttpApiRoute.Target.NotHere _, HttpApiRoute.Target.None _ ->
                throw new IllegalStateException("an answer of what is not here");
        };
        return mapped(call.exchange(), call.method(), response);
    }

    private static IntegrationRequest function(
            Exchange exchange, HttpApiRoute route, HttpApiRoute.Target.Function function) {
        byte[] event = switch (function.format()) {
            case V1 -> HttpApiEvent.ofVersion1(exchange, route.authorization());
            case V2 -> HttpApiEvent.of(exchange, route.authorization());
        };
        AwsUri uri = function.uri();
        HttpRequest wire = HttpRequest.of("POST", uri.path(Map.of()), Headers.none(), event);
        return new IntegrationRequest.Event(new AwsBackendRequest(uri.service(), uri.region(), wire));
    }

    private static IntegrationRequest action(Exchange exchange, HttpApiRoute.Target.Action target) {
        IntegrationSubtype action = target.action();
        ParameterValues values = ParameterValues.ofRequest(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        target.parameters()
                .forEach((name, expression) -> expression.value(values).ifPresent(text -> parameters.put(name, text)));
        String region = exchange.deployment().stage().address().region();
        return new IntegrationRequest.Service(
                new AwsBackendRequest(action.service(), region, action.call(input(action, parameters))));
    }

    private static ObjectNode input(IntegrationSubtype action, Map<String, String> parameters) {
        try {
            return action.input(parameters);
        } catch (JsonSyntaxException | DateTimeException e) {
            throw GatewayFailure.badRequest("Bad Request")
                    .because("a parameter of " + action.subtype() + " cannot be read: " + e.getMessage());
        }
    }

    private static IntegrationRequest endpoint(Exchange exchange, HttpApiRoute.Target.Endpoint target) {
        ParameterValues values = ParameterValues.ofRequest(exchange);
        Map<String, List<String>> headers = new LinkedHashMap<>(exchange.headers());
        Map<String, List<String>> query = new LinkedHashMap<>(exchange.query());
        Map<String, String> path = new LinkedHashMap<>(exchange.parameters().path());
        String address = target.uri().template().fill(path);
        for (HttpApiMapping mapping : target.mappings()) {
            switch (mapping.location()) {
                case HEADER -> mapping.apply(headers, values);
                case QUERYSTRING -> mapping.apply(query, values);
                case PATH ->
                    address = withPath(address, mapping.value().value(values).orElse("/"));
                case STATUSCODE -> throw new IllegalStateException("a request has no status");
            }
        }
        String method =
                target.httpMethod().equals(Routes.ANY) ? exchange.request().method() : target.httpMethod();
        EndpointRequest request = new EndpointRequest(
                method, Map.of(), query, headers, exchange.request().body());
        return new IntegrationRequest.Endpoint(new EndpointUri(UriTemplate.parse(address)), request, headers);
    }

    private static String withPath(String address, String path) {
        int slash = address.indexOf('/', address.indexOf("//") + 2);
        String host = slash < 0 ? address : address.substring(0, slash);
        return host + (path.startsWith("/") ? "" : "/") + UriText.encodePath(path);
    }

    private static HttpResponse mapped(Exchange exchange, HttpApiRoute route, HttpResponse response) {
        List<HttpApiMapping> mappings = route.responses().getOrDefault(Integer.toString(response.status()), List.of());
        if (mappings.isEmpty()) {
            return response;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers()
                .fields()
                .forEach(field -> headers.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                        .add(field.value()));
        ParameterValues values = ParameterValues.ofResponse(exchange, new LinkedHashMap<>(headers), response.body());
        int status = response.status();
        for (HttpApiMapping mapping : mappings) {
            if (mapping.location() == HttpApiMapping.Location.STATUSCODE) {
                status = status(mapping.value().value(values).orElse(""), status);
            } else {
                mapping.apply(headers, values);
            }
        }
        return new HttpResponse(status, headers(headers), response.body());
    }

    private static Headers headers(Map<String, List<String>> values) {
        List<Header> fields = new ArrayList<>();
        values.forEach((name, all) -> all.forEach(value -> fields.add(new Header(name, value))));
        return Headers.of(fields);
    }

    private static int status(String text, int otherwise) {
        return text.matches("[2-5]\\d\\d") ? Integer.parseInt(text) : otherwise;
    }
}
