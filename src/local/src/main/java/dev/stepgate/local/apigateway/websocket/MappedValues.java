// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the values that selection expressions and parameter mappings name.
///
/// @param response the backend's, once there is one
record MappedValues(ConnectionEvent event, Optional<HttpResponse> response) {

    static MappedValues of(ConnectionEvent event) {
        return new MappedValues(event, Optional.empty());
    }

    Optional<String> first(ValueSource source) {
        return all(source).stream().findFirst();
    }

    List<String> all(ValueSource source) {
        return switch (source) {
            case ValueSource.Literal(String text) -> List.of(text);
            case ValueSource.RequestBody(Optional<JsonPath> path) -> inBody(event.text(), path);
            case ValueSource.RequestHeader(String name, ValueSource.Values values) ->
                chosen(ignoringCase(event.request().headers(), name), values);
            case ValueSource.RequestQuery(String name, ValueSource.Values values) ->
                chosen(event.request().query().getOrDefault(name, List.of()), values);
            case ValueSource.Context(List<String> path) -> inContext(path);
            case ValueSource.StageVariable(String name) ->
                Optional.ofNullable(event.stage().variables().get(name)).stream()
                        .toList();
            case ValueSource.ResponseStatus _ ->
                response.map(answer -> Integer.toString(answer.status())).stream()
                        .toList();
            case ValueSource.ResponseHeader(String name, ValueSource.Values values) -> chosen(inResponse(name), values);
            case ValueSource.ResponseBody(Optional<JsonPath> path) ->
                response.map(answer -> inBody(answer.text(), path)).orElse(List.of());
        };
    }

    private List<String> inResponse(String header) {
        return response.map(HttpResponse::headers).orElse(Headers.none()).all(header);
    }

    private static List<String> chosen(List<String> all, ValueSource.Values values) {
        return values == ValueSource.Values.ALL || all.isEmpty() ? all : List.of(all.getLast());
    }

    private static List<String> ignoringCase(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .flatMap(field -> field.getValue().stream())
                .toList();
    }

    /// Returns the value; empty when the body is not JSON or the path leads nowhere.
    private static List<String> inBody(String body, Optional<JsonPath> path) {
        if (path.isEmpty()) {
            return List.of(body);
        }
        try {
            return path.get().find(Json.parse(body)).filter(value -> !value.isNull()).map(MappedValues::text).stream()
                    .toList();
        } catch (JsonSyntaxException _) {
            return List.of();
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.write(value);
    }

    private List<String> inContext(List<String> path) {
        Object value = event.context();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null || value instanceof Map<?, ?> ? List.of() : List.of(value.toString());
    }
}
