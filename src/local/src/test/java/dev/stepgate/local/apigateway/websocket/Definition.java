// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.json.Json;
import java.util.Map;

/// The resources of an API under test, route by route.
final class Definition {
    static final WebSocketStage STAGE = new WebSocketStage(
            new Account("aws", "us-east-1", "123456789012"), "a1b2c3", "api", Map.of("fn", "echo", "color", "blue"));

    /// An integration that answers every event with status 200.
    static final String MOCK = "{'IntegrationType':'MOCK','RequestTemplates':{'$default':'{\\\"statusCode\\\":200}'}}";

    /// The function of the stage variable `fn`, behind a proxy.
    static final String FUNCTION = "{'IntegrationType':'AWS_PROXY','IntegrationUri':"
            + "'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.fn}/invocations'}";

    /// A service behind a mapping template.
    static final String STATES = "{'IntegrationType':'AWS','IntegrationMethod':'POST',"
            + "'IntegrationUri':'arn:aws:apigateway:us-east-1:states:action/StartSyncExecution',"
            + "'PassthroughBehavior':'NEVER','TemplateSelectionExpression':'\\\\$default','RequestTemplates':{'$default':"
            + "'{\\\"input\\\":\\\"$util.escapeJavaScript($input.body)\\\",\\\"name\\\":\\\"$context.requestId\\\"}'}}";

    private final ObjectNode parts = Json.mapper().createObjectNode();

    Definition() {
        this("$request.body.action");
    }

    Definition(String routeSelection) {
        parts.putObject("Api").put("ProtocolType", "WEBSOCKET").put("RouteSelectionExpression", routeSelection);
    }

    /// Adds a route whose mock answers a message with the rendered template.
    Definition answering(String id, String key, String template) {
        return route(id, key, MOCK)
                .twoWay(id)
                .response(id, "$default", ",'ResponseTemplates':{'$default':'" + template + "'}");
    }

    /// Adds a route with its own integration, both with that id. Single quotes stand for double ones.
    Definition route(String id, String key, String integration) {
        part("Route", id, "{'RouteKey':'" + key + "','Target':'integrations/" + id + "'}");
        return part("Integration", id, integration);
    }

    Definition twoWay(String id) {
        return part("RouteResponse", id, "{'RouteId':'" + id + "','RouteResponseKey':'$default'}");
    }

    /// Adds an integration response to the integration with that id.
    Definition response(String id, String key, String rest) {
        String name = id + parts.path("IntegrationResponse").size();
        return part(
                "IntegrationResponse",
                name,
                "{'IntegrationId':'" + id + "','IntegrationResponseKey':'" + key + "'" + rest + "}");
    }

    /// Sets the properties of the API's stage.
    Definition stage(String properties) {
        parts.set("Stage", Json.parse(properties.replace('\'', '"')));
        return this;
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
