// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.List;

/// Writes a template for other programs: its APIs with the complete OpenAPI documents that are served, its
/// state machines with their definitions, its outputs, and the remarks about it.
final class TemplateJson {
    private TemplateJson() {}

    static JsonNode of(Template template) {
        ObjectNode root = Json.mapper().createObjectNode();
        ArrayNode apis = root.putArray("apis");
        template.all(Resource.RestApi.class).forEach(api -> apis.add(api(api, "REST", api.openApi())));
        template.all(Resource.HttpApi.class).forEach(api -> apis.add(api(api, "HTTP", api.openApi())));
        ArrayNode machines = root.putArray("stateMachines");
        template.all(Resource.StateMachine.class)
                .forEach(machine -> machines.addObject()
                        .put("logicalId", machine.logicalId())
                        .put("arn", machine.arn())
                        .put("definition", machine.definition().text()));
        ObjectNode outputs = root.putObject("outputs");
        template.outputs().forEach(output -> outputs.put(output.name(), output.value()));
        texts(root.putArray("warnings"), template.remarks().warnings());
        texts(root.putArray("noEffects"), template.remarks().noEffects());
        texts(root.putArray("notHere"), template.remarks().notHere());
        return root;
    }

    private static ObjectNode api(Resource.Api api, String protocol, Document openApi) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("logicalId", api.logicalId())
                .put("protocol", protocol);
        ArrayNode names = json.putArray("stages");
        api.stages().forEach(stage -> names.add(stage.name()));
        return json.set("openApi", openApi.json());
    }

    private static void texts(ArrayNode array, List<?> lines) {
        lines.forEach(line -> array.add(line.toString()));
    }
}
