// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The event for a function behind a proxy integration
/// ([format](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html)).
public final class LambdaProxyEvent {
    private static final Set<String> NOT_THERE = Set.of("requestOverride", "responseOverride", "error");

    private LambdaProxyEvent() {}

    public static byte[] of(Exchange exchange) {
        return written(event(exchange, exchange.isBinary()));
    }

    public static byte[] written(ObjectNode event) {
        return Json.bytes(event);
    }

    /// Returns the event before it is serialised.
    ///
    /// @param binary whether the body is written in Base64
    public static ObjectNode event(Exchange exchange, boolean binary) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        describe(exchange, event);
        event.set("requestContext", requestContext(exchange.context()));
        byte[] body = exchange.request().body();
        if (body.length == 0) {
            event.putNull("body");
        } else {
            event.put(
                    "body",
                    binary ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8));
        }
        return event.put("isBase64Encoded", binary && body.length > 0);
    }

    /// Adds the members that events of proxy integrations and of REQUEST authorizers have in common.
    public static void describe(Exchange exchange, ObjectNode event) {
        event.put("resource", exchange.text("resourcePath"));
        event.put("path", exchange.deployment().pathOf(exchange.request()));
        event.put("httpMethod", exchange.request().method());
        event.set("headers", singles(exchange.parameters().header()));
        event.set("multiValueHeaders", multiples(exchange.headers()));
        event.set("queryStringParameters", singles(exchange.parameters().querystring()));
        event.set("multiValueQueryStringParameters", multiples(exchange.query()));
        event.set("pathParameters", singles(exchange.pathParameters()));
        event.set("stageVariables", singles(exchange.stageVariables()));
    }

    public static JsonNode requestContext(ContextMap context) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        context.forEach((name, value) -> {
            if (!NOT_THERE.contains(name)) {
                node.set(
                        name,
                        value instanceof ContextMap part
                                ? requestContext(part)
                                : Json.mapper().valueToTree(value));
            }
        });
        return node;
    }

    private static JsonNode singles(Map<String, String> values) {
        return values.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : Json.mapper().valueToTree(values);
    }

    private static JsonNode multiples(Map<String, List<String>> values) {
        return values.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : Json.mapper().valueToTree(values);
    }
}
