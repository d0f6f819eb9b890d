// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.LambdaProxyEvent;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The event of payload format 2.0
/// ([format](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html)):
/// header names in lower case, several values joined by commas, absent members left out.
final class HttpApiEvent {
    private HttpApiEvent() {}

    /// Returns the event of payload format 1.0 for HTTP APIs, whose path includes the stage.
    static byte[] ofVersion1(Exchange exchange, RouteAuthorization authorization) {
        ObjectNode event = LambdaProxyEvent.event(exchange, !isText(exchange.request()));
        event.put("version", "1.0").put("path", exchange.request().rawPath());
        if (authorization instanceof RouteAuthorization.None) {
            event.withObject("/requestContext")
                    .putObject("authorizer")
                    .putNull("claims")
                    .putNull("scopes");
        }
        return LambdaProxyEvent.written(event);
    }

    static byte[] of(Exchange exchange, RouteAuthorization authorization) {
        ObjectNode event = describe(exchange);
        authorizer(exchange, authorization)
                .ifPresent(authorizer -> event.withObject("/requestContext").set("authorizer", authorizer));
        body(exchange.request(), event);
        return Json.bytes(event);
    }

    /// Returns the members that events of integrations and of Lambda authorizers have in common.
    static ObjectNode describe(Exchange exchange) {
        HttpRequest request = exchange.request();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0").put("routeKey", exchange.text("routeKey"));
        event.put("rawPath", exchange.text("path")).put("rawQueryString", request.rawQuery());
        cookies(exchange, event);
        event.set("headers", Json.mapper().valueToTree(headers(exchange)));
        putUnlessEmpty(event, "queryStringParameters", joined(exchange.query()));
        event.set("requestContext", context(exchange));
        putUnlessEmpty(event, "pathParameters", exchange.parameters().path());
        putUnlessEmpty(event, "stageVariables", exchange.stageVariables());
        return event;
    }

    private static Optional<JsonNode> authorizer(Exchange exchange, RouteAuthorization authorization) {
        ContextMap known = exchange.context().part("authorizer");
        return switch (authorization) {
            case RouteAuthorization.None _ -> Optional.empty();
            case RouteAuthorization.Iam _ -> Optional.of(of("iam", known));
            case RouteAuthorization.Jwt _ -> Optional.of(of("jwt", known));
            case RouteAuthorization.Lambda _ -> {
                ContextMap context = new ContextMap(known);
                context.remove("principalId");
                yield Optional.of(of("lambda", context));
            }
        };
    }

    private static JsonNode of(String kind, ContextMap known) {
        return JsonNodeFactory.instance.objectNode().set(kind, Json.mapper().valueToTree(known));
    }

    private static void cookies(Exchange exchange, ObjectNode event) {
        List<String> cookies = exchange.request().headers().all("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";\\s*")))
                .filter(cookie -> !cookie.isEmpty())
                .toList();
        if (!cookies.isEmpty()) {
            event.set("cookies", Json.mapper().valueToTree(cookies));
        }
    }

    private static Map<String, String> headers(Exchange exchange) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.headers()
                .forEach(
                        (name, values) -> headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                                .addAll(values));
        headers.remove("cookie");
        return joined(headers);
    }

    private static Map<String, String> joined(Map<String, List<String>> values) {
        Map<String, String> joined = new LinkedHashMap<>();
        values.forEach((name, all) -> joined.put(name, String.join(",", all)));
        return joined;
    }

    private static void putUnlessEmpty(ObjectNode event, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            event.set(name, Json.mapper().valueToTree(values));
        }
    }

    private static ObjectNode context(Exchange exchange) {
        HttpRequest request = exchange.request();
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("accountId", "apiId", "domainName", "domainPrefix")) {
            context.put(name, exchange.text(name));
        }
        context.putObject("http")
                .put("method", request.method())
                .put("path", exchange.text("path"))
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", exchange.header("User-Agent"));
        context.put("requestId", exchange.text("extendedRequestId"));
        context.put("routeKey", exchange.text("routeKey")).put("stage", exchange.text("stage"));
        context.put("time", exchange.text("requestTime"));
        context.set("timeEpoch", Json.mapper().valueToTree(exchange.context().get("requestTimeEpoch")));
        return context;
    }

    /// Adds the body: text as it is, anything else in Base64.
    private static void body(HttpRequest request, ObjectNode event) {
        boolean text = isText(request);
        if (request.body().length > 0) {
            event.put("body", text ? request.text() : Base64.getEncoder().encodeToString(request.body()));
        }
        event.put("isBase64Encoded", !text && request.body().length > 0);
    }

    static boolean isText(HttpRequest request) {
        String mediaType =
                request.headers().first("Content-Type").map(ContentType::of).orElse("text/plain");
        return mediaType.startsWith("text/")
                || mediaType.matches("application/(json|javascript|xml)")
                || mediaType.endsWith("+json")
                || mediaType.endsWith("+xml");
    }
}
