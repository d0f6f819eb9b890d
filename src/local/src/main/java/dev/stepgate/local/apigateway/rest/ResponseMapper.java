// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.apigateway.ResponseHeaders;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.MappingTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the integration response: chosen by its selectionPattern, the body from a template or passed
/// through, headers by mapping, then the template's `$context.responseOverride`.
final class ResponseMapper {
    private ResponseMapper() {}

    /// @param selected the text that patterns are matched with: the endpoint's status, or the error
    /// message of a function
    static HttpResponse map(
            Exchange exchange, List<RestIntegration.Response> responses, HttpResponse endpoint, String selected) {
        RestIntegration.Response response = selected(exchange, responses, selected);
        Optional<Map.Entry<String, MappingTemplate>> template = template(response.templates(), exchange);
        byte[] body = body(exchange, response, endpoint, template);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", template.map(Map.Entry::getKey).orElse(ContentType.JSON)));
        mapped(exchange, response, endpoint).forEach((name, values) -> ResponseHeaders.set(headers, name, values));
        exchange.context()
                .part("responseOverride")
                .part("header")
                .forEach((name, value) -> ResponseHeaders.set(headers, name, RequestMapper.texts(value)));
        return new HttpResponse(status(exchange, response), Headers.of(headers), body);
    }

    /// Returns the response whose pattern matches, or the default one.
    private static RestIntegration.Response selected(
            Exchange exchange, List<RestIntegration.Response> responses, String selected) {
        RestIntegration.Response response = select(responses, selected)
                .orElseThrow(() -> GatewayFailure.apiConfiguration()
                        .because("no integration response has a selectionPattern that matches '" + selected
                                + "', and there is no default"));
        exchange.trace()
                .selected(new RequestTrace.Selection(
                        selected, response.selection().map(SelectionPattern::text), response.status()));
        if (!response.isDeclared()) {
            throw GatewayFailure.apiConfiguration()
                    .because("the method has no response " + response.status()
                            + ", which the integration response refers to");
        }
        return response;
    }

    /// Returns the first response whose pattern matches, in order of status; else the default.
    static Optional<RestIntegration.Response> select(List<RestIntegration.Response> responses, String selected) {
        return responses.stream()
                .filter(response ->
                        response.selection().map(each -> each.selects(selected)).orElse(false))
                .findFirst()
                .or(() -> responses.stream()
                        .filter(response -> response.selection().isEmpty())
                        .findFirst());
    }

    /// Returns the template for a type that the client accepts; else that for JSON; else the first.
    private static Optional<Map.Entry<String, MappingTemplate>> template(
            Map<String, MappingTemplate> templates, Exchange exchange) {
        if (templates.isEmpty()) {
            return Optional.empty();
        }
        String accepted = ContentType.of(exchange.header("Accept"));
        String type = templates.containsKey(accepted) ? accepted : ContentType.JSON;
        return templates.entrySet().stream()
                .filter(template -> template.getKey().equals(type))
                .findFirst()
                .or(() -> templates.entrySet().stream().findFirst());
    }

    private static byte[] body(
            Exchange exchange,
            RestIntegration.Response response,
            HttpResponse endpoint,
            Optional<Map.Entry<String, MappingTemplate>> template) {
        boolean binary = exchange.deployment()
                .isBinary(endpoint.headers().first("Content-Type").orElse(""));
        boolean accepted = exchange.deployment().isBinary(exchange.header("Accept"));
        byte[] body = Payloads.ofResponse(endpoint.body(), binary, accepted, response.contentHandling());
        if (template.isEmpty()) {
            return body;
        }
        Payloads.requireTextForTemplate(body, accepted, response.contentHandling());
        return render(exchange, template.get(), body);
    }

    private static byte[] render(Exchange exchange, Map.Entry<String, MappingTemplate> chosen, byte[] body) {
        MappingTemplate template = chosen.getValue();
        try {
            String rendered = exchange.trace()
                    .rendered(
                            new RequestTrace.Rendering(
                                    RequestTrace.Direction.RESPONSE, chosen.getKey(), template, body),
                            () -> template.render(exchange.input(body), exchange.context(), exchange.stageVariables()));
            return rendered.getBytes(StandardCharsets.UTF_8);
        } catch (MappingTemplateException e) {
            throw GatewayFailure.internal().because("the response template failed: " + e.getMessage());
        }
    }

    private static Map<String, List<String>> mapped(
            Exchange exchange, RestIntegration.Response response, HttpResponse endpoint) {
        Map<String, List<String>> received = new LinkedHashMap<>();
        endpoint.headers()
                .fields()
                .forEach(field -> received.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                        .add(field.value()));
        ParameterValues values = ParameterValues.ofIntegration(exchange, received, endpoint.body());
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (ParameterMapping mapping : response.parameters()) {
            List<String> found = values.find(mapping.source());
            if (!found.isEmpty()) {
                headers.put(ResponseHeaders.remapped(mapping.name()), found);
            }
        }
        return headers;
    }

    private static int status(Exchange exchange, RestIntegration.Response response) {
        Object override = exchange.context().part("responseOverride").get("status");
        return override instanceof Integer status && status >= 200 && status <= 599 ? status : response.status();
    }
}
