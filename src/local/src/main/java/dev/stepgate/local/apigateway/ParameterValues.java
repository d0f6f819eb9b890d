// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the values that parameter mappings name. A mapping without a value has no effect.
///
/// @param headers of the request, or of the endpoint's response
/// @param body of the request, or of the endpoint's response
@SuppressWarnings("ArrayRecordComponent")
public record ParameterValues(Exchange exchange, Map<String, List<String>> headers, byte[] body) {

    public static ParameterValues ofRequest(Exchange exchange) {
        return new ParameterValues(
                exchange, exchange.headers(), exchange.request().body());
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
            case ParameterSource.Body part -> part.path().map(this::inBody).orElseGet(() -> List.of(bodyText()));
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

    private String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private List<String> inBody(JsonPath path) {
        try {
            return path.find(Json.parse(bodyText())).map(ParameterValues::text).stream()
                    .toList();
        } catch (JsonSyntaxException _) {
            throw GatewayFailure.badRequest("Invalid JSON in request body");
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.write(value);
    }

    private List<String> context(List<String> path) {
        Object value = exchange.context();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null || value instanceof Map<?, ?> ? List.of() : List.of(value.toString());
    }
}
