// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.InputVariable;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.RequestParameters;
import java.util.Map;

/// The mapping templates of template.yaml's APIs, by their locations.
final class DeployedMappingTemplates {
    static final String REQUEST_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    static final String EXTENDED_REQUEST_ID = "JKJaXm+LvHc/SHA=";
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final JsonNode PATHS = DeployedTemplate.openApi(Map.of()).path("paths");

    private DeployedMappingTemplates() {}

    static MappingTemplate request(String path, String method, String contentType) {
        JsonNode integration = PATHS.path(path).path(method).path("x-amazon-apigateway-integration");
        return MappingTemplate.parse(
                integration.path("requestTemplates").path(contentType).textValue());
    }

    static MappingTemplate response(String path, String pattern) {
        JsonNode method = PATHS.path(path).elements().next();
        return MappingTemplate.parse(method.path("x-amazon-apigateway-integration")
                .path("responses")
                .path(pattern)
                .path("responseTemplates")
                .path(JSON)
                .textValue());
    }

    static MappingTemplate webSocket(String type, String property, String logicalId) {
        return webSocket(type, property, logicalId, Map.of());
    }

    static MappingTemplate webSocket(String type, String property, String logicalId, Map<String, String> parameters) {
        return MappingTemplate.parse(DeployedTemplate.resolve(parameters)
                .all(Resource.WebSocketApi.class)
                .getFirst()
                .parts()
                .json()
                .path(type)
                .path(logicalId)
                .path(property)
                .path("$default")
                .textValue());
    }

    static String render(MappingTemplate template, String body) {
        return render(template, body, RequestParameters.NONE);
    }

    static String render(MappingTemplate template, String body, RequestParameters parameters) {
        return template.render(new InputVariable(body, parameters), context(), Map.of());
    }

    static String render(MappingTemplate template, String body, ContextMap context) {
        return template.render(new InputVariable(body, RequestParameters.NONE), context, Map.of());
    }

    static ContextMap context() {
        ContextMap context = new ContextMap(Map.of("requestId", REQUEST_ID, "extendedRequestId", EXTENDED_REQUEST_ID));
        ContextMap override = new ContextMap();
        override.put("header", new ContextMap());
        context.put("responseOverride", override);
        return context;
    }
}
