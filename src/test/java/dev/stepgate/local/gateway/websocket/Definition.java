// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.json.Json;
import java.util.Map;

/// The resources of an API under test, route by route.
final class Definition {
    static final WebSocketStage STAGE = new WebSocketStage(
            new Account("aws", "us-east-1", "123456789012"), "a1b2c3", "api", Map.of("fn", "echo", "color", "blue"));

    private final ObjectNode parts = Json.mapper().createObjectNode();

    Definition() {
        this("$request.body.action");
    }

    Definition(String routeSelection) {
        parts.putObject("Api").put("ProtocolType", "WEBSOCKET").put("RouteSelectionExpression", routeSelection);
    }

    /// A route with its own integration, both of that id. Single quotes stand for double ones.
    Definition route(String id, String key, String integration) {
        part("Route", id, "{'RouteKey':'" + key + "','Target':'integrations/" + id + "'}");
        return part("Integration", id, integration);
    }

    Definition twoWay(String id) {
        return part("RouteResponse", id, "{'RouteId':'" + id + "','RouteResponseKey':'$default'}");
    }

    /// An integration response of the integration of that id.
    Definition response(String id, String key, String rest) {
        String name = id + parts.path("IntegrationResponse").size();
        return part(
                "IntegrationResponse",
                name,
                "{'IntegrationId':'" + id + "','IntegrationResponseKey':'" + key + "'" + rest + "}");
    }

    Definition part(String kind, String id, String properties) {
        parts.withObject("/" + kind).set(id, Json.parse(properties.replace('\'', '"')));
        return this;
    }

    ObjectNode parts() {
        return parts;
    }

    WebSocketApi api() {
        return WebSocketApi.parse(parts, STAGE);
    }
}
