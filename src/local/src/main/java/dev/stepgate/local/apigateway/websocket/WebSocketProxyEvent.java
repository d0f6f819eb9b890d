// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The event for a function behind a route, or for an authorizer. An opening shows its request, a closing the
/// headers that API Gateway writes, a message its body.
final class WebSocketProxyEvent {
    private static final String OVERRIDE = "responseOverride";

    private static final Map<String, String> HANDSHAKE =
            new TreeMap<>(Map.of("Connection", "upgrade", "Upgrade", "websocket", "content-length", "0"));

    private WebSocketProxyEvent() {}

    static byte[] of(ConnectionEvent event) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        describe(event, node);
        node.set("requestContext", requestContext(event.context()));
        if (event.kind() == ConnectionEvent.Kind.MESSAGE) {
            node.put("body", event.text());
        }
        node.put("isBase64Encoded", false);
        return bytes(node);
    }

    /// Returns the event for an authorizer of the type REQUEST, which also has the headers of the handshake (seen on
    /// AWS,
    /// [localstack#7191](https://github.com/localstack/localstack/issues/7191)).
    static byte[] authorization(ConnectionEvent event) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "REQUEST");
        node.put("methodArn", event.stage().routeArn(WebSocketRoute.CONNECT));
        describe(event, node);
        HANDSHAKE.forEach((name, value) -> {
            node.withObject("/headers").put(name, value);
            node.withObject("/multiValueHeaders").putArray(name).add(value);
        });
        node.set("requestContext", requestContext(event.context()));
        return bytes(node);
    }

    private static byte[] bytes(ObjectNode node) {
        return Json.bytes(node);
    }

    private static void describe(ConnectionEvent event, ObjectNode node) {
        put(node, "headers", ConnectionEvent.Request.last(event.request().headers()));
        put(node, "multiValueHeaders", event.request().headers());
        put(
                node,
                "queryStringParameters",
                ConnectionEvent.Request.last(event.request().query()));
        put(node, "multiValueQueryStringParameters", event.request().query());
        put(node, "stageVariables", event.stage().variables());
    }

    private static void put(ObjectNode node, String name, Map<String, ?> values) {
        if (!values.isEmpty()) {
            node.set(name, Json.mapper().valueToTree(values));
        }
    }

    private static JsonNode requestContext(ContextMap context) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        context.forEach((name, value) -> {
            if (value instanceof ContextMap part) {
                if (!name.equals(OVERRIDE)) {
                    node.set(name, requestContext(part));
                }
            } else {
                node.set(name, Json.mapper().valueToTree(value));
            }
        });
        return node;
    }

    /// Returns the headers of a closing's event, which belong to no request.
    static ConnectionEvent.Request closing(WebSocketStage stage) {
        return new ConnectionEvent.Request(
                Map.of(
                        "Host", List.of(stage.domainName()),
                        "X-Forwarded-For", List.of(""),
                        "x-api-key", List.of(""),
                        "x-restapi", List.of("")),
                Map.of());
    }
}
