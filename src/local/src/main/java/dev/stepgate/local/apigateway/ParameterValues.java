// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the values that parameter mappings name. A mapping without a value has no effect.
///
/// @param headers of the request, or of the endpoint's response
/// @param body of the request, or of the endpoint's response
public record ParameterValues(Exchange exchange, Map<String, List<String>> headers, MappedBody body) {

    public static ParameterValues ofRequest(Exchange exchange) {
        return ofRequest(exchange, MappedBody.Rules.NONE);
    }

    private static ParameterValues ofRequest(Exchange exchange, MappedBody.Rules rules) {
        return new ParameterValues(
                exchange, exchange.headers(), new MappedBody(exchange.request().body(), rules));
    }

    public static ParameterValues ofResponse(Exchange exchange, Map<String, List<String>> headers, byte[] body) {
        return new ParameterValues(exchange, headers, new MappedBody(body, MappedBody.Rules.NONE));
    }

    /// Finds values for the integration request of a REST API.
    public static ParameterValues forIntegration(Exchange exchange) {
        return ofRequest(exchange, MappedBody.Rules.REST_REQUEST);
    }

    /// Finds values in the integration response of a REST API.
    public static ParameterValues ofIntegration(Exchange exchange, Map<String, List<String>> headers, byte[] body) {
        return new ParameterValues(exchange, headers, new MappedBody(body, MappedBody.Rules.REST_RESPONSE));
    }

    public List<String> find(ParameterSource source) {
        return switch (source) {
            case ParameterSource.Literal literal -> List.of(literal.text());
            case ParameterSource.Path path ->
                Optional.ofNullable(exchange.parameters().path().get(path.name())).stream()
                        .toList();
            case ParameterSource.Query query ->
                of(exchange.query().getOrDefault(query.name(), List.of()), query.values());
            case ParameterSource.Header header -> of(header(header.name()), header.values());
            case ParameterSource.Body part -> body.find(part.path());
            case ParameterSource.Context variable -> context(variable.path());
            case ParameterSource.StageVariable variable ->
                Optional.ofNullable(exchange.stageVariables().get(variable.name())).stream()
                        .toList();
        };
    }

    private static List<String> of(List<String> all, ParameterSource.Values values) {
        return values == ParameterSource.Values.ALL || all.isEmpty() ? all : List.of(all.getLast());
    }

    private List<String> header(String name) {
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return List.of();
    }

    private List<String> context(List<String> path) {
        Object value = exchange.context();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null || value instanceof Map<?, ?> ? List.of() : List.of(value.toString());
    }
}
