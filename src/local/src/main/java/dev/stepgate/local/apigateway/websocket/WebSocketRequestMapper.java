// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.RequestMapping;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.MappingTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the integration request: the body from a template or passed through, parameters by mapping.
final class WebSocketRequestMapper {
    private WebSocketRequestMapper() {}

    static byte[] body(ConnectionEvent event, RequestMapping mapping) {
        Optional<MappingTemplate> template = mapping.templates().select(MappedValues.of(event)::first);
        if (template.isEmpty() && !passes(mapping)) {
            throw WebSocketFailure.unsupportedMediaType();
        }
        byte[] body = convert(mapping.contentHandling(), event.body());
        return template.isEmpty() ? body : render(event, RequestTrace.Direction.REQUEST, template.get(), body);
    }

    private static boolean passes(RequestMapping mapping) {
        return switch (mapping.passthrough()) {
            case WHEN_NO_MATCH -> true;
            case WHEN_NO_TEMPLATES -> mapping.templates().isEmpty();
            case NEVER -> false;
        };
    }

    static byte[] convert(ContentHandling handling, byte[] body) {
        try {
            return handling.convert(body);
        } catch (IllegalArgumentException e) {
            throw WebSocketFailure.internal("the payload is not Base64: " + e.getMessage());
        }
    }

    static byte[] render(
            ConnectionEvent event, RequestTrace.Direction direction, MappingTemplate template, byte[] body) {
        try {
            return event.trace()
                    .rendered(
                            new RequestTrace.Rendering(direction, "application/json", template, body),
                            () -> template.render(
                                    event.input(body),
                                    event.context(),
                                    event.stage().variables()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (MappingTemplateException e) {
            throw WebSocketFailure.internal("a mapping template failed: " + e.getMessage());
        }
    }

    /// Returns the values for one kind of target, by their names there. A mapping without a value has no
    /// effect.
    static Map<String, List<String>> parameters(
            ConnectionEvent event, RequestMapping mapping, WebSocketParameterMapping.Target target) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (WebSocketParameterMapping parameter : mapping.parameters()) {
            List<String> values = MappedValues.of(event).all(parameter.source());
            if (parameter.target() == target && !values.isEmpty()) {
                parameters.put(parameter.name(), values);
            }
        }
        return parameters;
    }
}
