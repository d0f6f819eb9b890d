// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.targets.TargetCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An HTTP endpoint as a target. Immutable.
///
/// @param members of CreateApiDestination, with later changes by UpdateApiDestination
record ApiDestination(String name, String arn, JsonNode members, Instant created, Instant modified) {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");
    private static final int MAX_RATE = 300;

    /// Describes the destination, as DescribeApiDestination and lists do.
    ObjectNode describe() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("ApiDestinationArn", arn).put("Name", name).put("ApiDestinationState", "ACTIVE");
        output.put("InvocationRateLimitPerSecond", MAX_RATE);
        for (String member : new String[] {
            "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond"
        }) {
            if (members.hasNonNull(member)) {
                output.set(member, members.get(member));
            }
        }
        return output.put("CreationTime", EventBus.seconds(created))
                .put("LastModifiedTime", EventBus.seconds(modified));
    }

    String connectionArn() {
        return members.path("ConnectionArn").asText();
    }

    /// Returns the request that sends a text to the endpoint. Where names coincide, the connection's
    /// parameters take precedence.
    ///
    /// @param parameters the target's HttpParameters, with paths replaced by values
    /// @param connection with all its headers
    TargetCall.Request request(String text, HttpParameters parameters, ConnectionParameters connection) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("User-Agent", "Amazon/EventBridge/ApiDestinations");
        headers.putAll(parameters.headers());
        headers.putAll(connection.headers());
        Map<String, String> query = new TreeMap<>(parameters.query());
        query.putAll(connection.query());
        String method = members.path("HttpMethod").asText();
        Optional<String> body =
                WITHOUT_BODY.contains(method) ? Optional.empty() : Optional.of(body(text, connection.body()));
        return new TargetCall.Request(method, uri(parameters, query), headers, body);
    }

    private URI uri(HttpParameters parameters, Map<String, String> query) {
        String endpoint = members.path("InvocationEndpoint").asText();
        for (String value : parameters.path()) {
            endpoint = endpoint.replaceFirst("\\*", encode(value).replace("$", "\\$"));
        }
        String pairs = query.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        String separator = pairs.isEmpty() ? "" : endpoint.contains("?") ? "&" : "?";
        try {
            return URI.create(endpoint + separator + pairs);
        } catch (IllegalArgumentException e) {
            throw EventErrors.of("INVALID_PARAMETER", "The endpoint is no URI: " + e.getMessage());
        }
    }

    /// Returns the body, with body parameters added as members if it is a JSON object.
    private static String body(String text, Map<String, String> added) {
        if (added.isEmpty() || !(Json.parse(text) instanceof ObjectNode body)) {
            return text;
        }
        added.forEach(body::put);
        return Json.write(body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
