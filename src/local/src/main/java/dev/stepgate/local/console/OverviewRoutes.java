// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.DescribedRoute;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.List;
import java.util.Map;

/// Routes for the contents of the template and its addresses.
record OverviewRoutes(ConsoleParts parts) implements Api.Group {
    @Override
    public Map<String, Api.Route> routes() {
        return Map.of("GET overview", Api.Route.json(_ -> overview()));
    }

    private ObjectNode overview() {
        Template template = parts.served().template();
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("template", String.valueOf(parts.served().file().getFileName()));
        json.put("aws", parts.served().aws());
        addApis(template, json.putArray("apis"));
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

    private void addApis(Template template, ArrayNode apis) {
        template.all(Resource.RestApi.class)
                .forEach(api -> apis.add(api(described(api, "REST"), api.openApi(), api.stages())));
        template.all(Resource.HttpApi.class)
                .forEach(api -> apis.add(api(described(api, "HTTP"), api.openApi(), api.stages())));
        template.all(Resource.WebSocketApi.class).forEach(api -> apis.add(webSocketApi(api)));
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

    private static ObjectNode api(ObjectNode json, Document openApi, List<Resource.Stage> stages) {
        ArrayNode routes = json.putArray("routes");
        List<DescribedRoute> described = DescribedRoute.of(openApi.json());
        for (Resource.Stage stage : stages) {
            described.forEach(route -> routes.add(route(route, stage.prefix() + route.path())));
        }
        return json;
    }

    private static ObjectNode route(DescribedRoute route, String path) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("method", route.method()).put("path", path);
        json.put("example", route.withExamples(path).replaceAll("\\$default$", ""));
        JsonNode content = route.operation().path("requestBody").path("content").path("application/json");
        if (!content.isMissingNode()) {
            json.put("body", content.has("example") ? content.path("example").toPrettyString() : "{}");
        }
        return json;
    }
}
