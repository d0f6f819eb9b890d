// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.InputVariable;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.MappingTemplateException;
import dev.stepgate.local.vtl.MappingTemplateSyntaxException;
import dev.stepgate.local.vtl.RequestParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders a mapping template that the user is editing, with the body, parameters and `$context` entered
/// beside it, within the limits of all templates.
record TemplateBench() implements Api.Group {

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of("POST render", Api.Route.json(question -> render(question.json())));
    }

    private static ObjectNode render(JsonNode asked) {
        ObjectNode json = Json.mapper().createObjectNode();
        MappingTemplate template;
        try {
            template = MappingTemplate.parse(asked.path("template").asText());
        } catch (MappingTemplateSyntaxException e) {
            return json.put("error", e.getMessage()).put("line", e.line()).put("column", e.column());
        }
        rendered(template, asked, json);
        return json;
    }

    private static void rendered(MappingTemplate template, JsonNode asked, ObjectNode json) {
        RequestParameters parameters =
                new RequestParameters(texts(asked, "path"), texts(asked, "querystring"), texts(asked, "header"));
        ContextMap context = new ContextMap();
        asked.path("context").properties().forEach(member -> context.put(member.getKey(), value(member.getValue())));
        try {
            String result = template.render(
                    new InputVariable(asked.path("body").asText(), parameters),
                    context,
                    texts(asked, "stageVariables"));
            json.put("result", result);
            RequestFailure.notJson(result).ifPresent(text -> json.put("notJson", text));
        } catch (MappingTemplateException e) {
            json.put("error", e.getMessage());
            e.place().ifPresent(place -> json.put("line", place.line()).put("column", place.column()));
        }
    }

    private static Map<String, String> texts(JsonNode asked, String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        asked.path(member)
                .properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            ContextMap map = new ContextMap();
            node.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
            return map;
        }
        return node.isNumber() ? node.numberValue() : node.asText();
    }
}
