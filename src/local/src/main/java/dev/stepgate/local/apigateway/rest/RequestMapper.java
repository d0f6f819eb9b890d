// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.EndpointRequest;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.MappingTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the integration request: the body from a template or passed through, parameters by mapping, then the
/// template's `$context.requestOverride`.
final class RequestMapper {
    private RequestMapper() {}

    /// Maps a request for an integration other than a proxy.
    static EndpointRequest map(Exchange exchange, RestIntegration.Request mapping) {
        byte[] body = body(exchange, mapping);
        Mapped mapped = Mapped.of(exchange, mapping.parameters());
        mapped.override(exchange.context().part("requestOverride"));
        return new EndpointRequest(method(exchange, mapping), mapped.path, mapped.query, mapped.headers, body);
    }

    static String method(Exchange exchange, RestIntegration.Request mapping) {
        return mapping.httpMethod().equals(Routes.ANY) ? exchange.request().method() : mapping.httpMethod();
    }

    private static byte[] body(Exchange exchange, RestIntegration.Request mapping) {
        Optional<MappingTemplate> template = template(exchange, mapping);
        byte[] body = Payloads.ofRequest(exchange.request().body(), exchange.isBinary(), mapping.contentHandling());
        if (template.isEmpty()) {
            return body;
        }
        Payloads.requireUtf8ForTemplate(body);
        try {
            String rendered = exchange.trace()
                    .rendered(
                            new RequestTrace.Rendering(
                                    RequestTrace.Direction.REQUEST, exchange.contentType(), template.get(), body),
                            () -> template.get()
                                    .render(exchange.input(body), exchange.context(), exchange.stageVariables()));
            return rendered.getBytes(StandardCharsets.UTF_8);
        } catch (MappingTemplateException e) {
            throw (e.isTooLong() ? GatewayFailure.requestTooLarge() : GatewayFailure.internal())
                    .because("the request template for " + exchange.contentType() + " failed: " + e.getMessage());
        }
    }

    private static Optional<MappingTemplate> template(Exchange exchange, RestIntegration.Request mapping) {
        Optional<MappingTemplate> template = ContentType.select(mapping.templates(), exchange.contentType());
        boolean passes = template.isPresent()
                || switch (mapping.passthrough()) {
                    case WHEN_NO_MATCH -> true;
                    case WHEN_NO_TEMPLATES -> mapping.templates().isEmpty();
                    case NEVER -> false;
                };
        if (!passes) {
            throw GatewayFailure.unsupportedMediaType()
                    .because("there is no request template for " + exchange.contentType()
                            + ", and passthroughBehavior is " + mapping.passthrough());
        }
        return template;
    }

    /// Parameters by target.
    record Mapped(Map<String, String> path, Map<String, List<String>> query, Map<String, List<String>> headers) {
        static Mapped of(Exchange exchange, List<ParameterMapping> mappings) {
            Mapped mapped = new Mapped(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
            ParameterValues values = ParameterValues.forIntegration(exchange);
            mappings.forEach(mapping -> mapped.put(mapping, values.find(mapping.source())));
            return mapped;
        }

        private void put(ParameterMapping mapping, List<String> values) {
            if (values.isEmpty()) {
                return;
            }
            switch (mapping.target()) {
                case PATH -> path.put(mapping.name(), String.join(",", values));
                case QUERYSTRING -> query.put(mapping.name(), values);
                case HEADER -> headers.put(mapping.name(), List.of(String.join(",", values)));
            }
        }

        void override(ContextMap overrides) {
            overrides.part("path").forEach((name, value) -> path.put(name, String.valueOf(value)));
            overrides.part("querystring").forEach((name, value) -> query.put(name, texts(value)));
            overrides.part("header").forEach((name, value) -> {
                headers.keySet().removeIf(name::equalsIgnoreCase);
                headers.put(name, texts(value));
            });
        }
    }

    /// Returns an override's value as a list, whether it is one string or several.
    static List<String> texts(@Nullable Object value) {
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of(Objects.toString(value, ""));
    }

    static Map<String, List<String>> copy(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, all) -> copy.put(name, new ArrayList<>(all)));
        return copy;
    }
}
