// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Converts parts of HTTP messages as `apigateway:invoke` and `http:invoke` write them in parameters and
/// outputs.
final class HttpMessageParts {

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(304, "Not Modified"));

    private HttpMessageParts() {}

    /// Reads headers such as `{"name": "value"}` or `{"name": ["value", ...]}`.
    static Headers headers(JsonNode parameters) {
        List<Header> headers = new ArrayList<>();
        parameters
                .path("Headers")
                .properties()
                .forEach(header ->
                        values(header.getValue()).forEach(value -> headers.add(new Header(header.getKey(), value))));
        return Headers.of(headers);
    }

    /// Returns the query with its `?`; empty when there are no parameters.
    static String query(JsonNode parameters) {
        List<String> pairs = new ArrayList<>();
        parameters
                .path("QueryParameters")
                .properties()
                .forEach(parameter -> values(parameter.getValue())
                        .forEach(value -> pairs.add(encode(parameter.getKey()) + "=" + encode(value))));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    /// Returns the body: JSON, unless the parameters give another content type and a string.
    static Optional<byte[]> body(JsonNode parameters, Headers headers) {
        JsonNode body = parameters.path("RequestBody");
        if (body.isMissingNode() || body.isNull()) {
            return Optional.empty();
        }
        boolean isJson =
                headers.first("Content-Type").orElse("application/json").contains("json");
        String text = isJson ? Json.write(body) : JsonNodes.asText(body);
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode output(HttpResponse response) {
        Map<String, ArrayNode> headers = new LinkedHashMap<>();
        for (Header field : response.headers().fields()) {
            headers.computeIfAbsent(field.name(), _ -> JsonNodes.array()).add(field.value());
        }
        ObjectNode output = JsonNodes.object();
        output.putObject("Headers").setAll(headers);
        output.set("ResponseBody", JsonNodes.parseOrText(response.body()));
        return output.put("StatusCode", response.status())
                .put("StatusText", REASONS.getOrDefault(response.status(), ""));
    }

    private static List<String> values(JsonNode value) {
        if (!value.isArray()) {
            return List.of(JsonNodes.asText(value));
        }
        List<String> values = new ArrayList<>();
        value.forEach(each -> values.add(JsonNodes.asText(each)));
        return values;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
