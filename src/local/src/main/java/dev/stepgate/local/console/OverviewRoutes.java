// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Routes for the contents of the template and its addresses.
record OverviewRoutes(ConsoleParts parts) implements Api.Group {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method");

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of("GET overview", Api.Route.json(_ -> overview()));
    }

    private ObjectNode overview() {
        Template template = parts.served().template();
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("template", String.valueOf(parts.served().file().getFileName()));
        json.put("aws", parts.served().aws());
        ArrayNode apis = json.putArray("apis");
        template.all(Resource.RestApi.class)
                .forEach(api -> apis.add(api(api, api.openApi().json(), "REST")));
        template.all(Resource.HttpApi.class)
                .forEach(api -> apis.add(api(api, api.openApi().json(), "HTTP")));
        template.all(Resource.WebSocketApi.class).forEach(api -> apis.add(webSocketApi(api)));
        ArrayNode machines = json.putArray("machines");
        template.all(Resource.StateMachine.class)
                .forEach(
                        each -> machines.addObject().put("id", each.logicalId()).put("arn", each.arn()));
        ArrayNode functions = json.putArray("functions");
        template.all(Resource.Function.class)
                .forEach(each ->
                        functions.addObject().put("id", each.logicalId()).put("arn", each.arn()));
        ArrayNode notHere = json.putArray("notHere");
        template.remarks().notHere().forEach(each -> notHere.add(each.toString()));
        return json;
    }

    private ObjectNode described(Resource api, String kind) {
        String id = api.logicalId();
        return Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("kind", kind)
                .put("url", parts.served().apis().get(id));
    }

    private ObjectNode webSocketApi(Resource.WebSocketApi api) {
        ObjectNode json = described(api, "WEBSOCKET");
        ArrayNode stages = json.putArray("stages");
        api.stages().forEach(stage -> stages.add(stage.name()));
        return json;
    }

    private ObjectNode api(Resource api, JsonNode openApi, String kind) {
        ObjectNode json = described(api, kind);
        ArrayNode routes = json.putArray("routes");
        for (Resource.Stage stage : stages(api)) {
            String prefix = stage.name().equals("$default") ? "" : "/" + stage.name();
            for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    if (METHODS.contains(method.getKey())) {
                        route(routes.addObject(), prefix + path.getKey(), path.getValue(), method);
                    }
                }
            }
        }
        return json;
    }

    private static List<Resource.Stage> stages(Resource api) {
        return switch (api) {
            case Resource.RestApi rest -> rest.stages();
            case Resource.HttpApi http -> http.stages();
            default -> List.of();
        };
    }

    private static void route(ObjectNode json, String path, JsonNode item, Map.Entry<String, JsonNode> method) {
        boolean isAny = method.getKey().startsWith("x-");
        json.put("method", isAny ? "ANY" : method.getKey().toUpperCase(Locale.ROOT));
        json.put("path", path);
        String example = path;
        for (JsonNode parameters :
                List.of(item.path("parameters"), method.getValue().path("parameters"))) {
            for (JsonNode parameter : parameters) {
                JsonNode value = parameter.has("example")
                        ? parameter.path("example")
                        : parameter.path("schema").path("example");
                example = example.replace(
                        "{" + parameter.path("name").asText() + "}", value.isMissingNode() ? "1" : value.asText());
            }
        }
        json.put("example", example.replaceAll("\\{[^}]*}", "1").replaceAll("\\$default$", ""));
        JsonNode content = method.getValue().path("requestBody").path("content").path("application/json");
        if (!content.isMissingNode()) {
            json.put("body", content.has("example") ? content.path("example").toPrettyString() : "{}");
        }
    }
}
