// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.ContextText;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.GatewayResponseType;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.ResponseHeaders;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The gateway responses that an API sets. A type that is not among them has the settings of DEFAULT_4XX or
/// DEFAULT_5XX.
record GatewayResponses(Map<GatewayResponseType, GatewayResponse> set) {

    HttpResponse answer(GatewayFailure failure, Exchange exchange) {
        exchange.context().put("error", error(failure));
        GatewayResponse response = select(failure.type());
        ParameterValues values = ParameterValues.ofRequest(exchange);
        Map.Entry<String, ContextText> template = template(response, exchange);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", template.getKey()));
        headers.add(new Header("x-amzn-RequestId", exchange.text("requestId")));
        headers.add(new Header("x-amzn-ErrorType", failure.errorType()));
        headers.add(new Header("x-amz-apigw-id", exchange.text("extendedRequestId")));
        for (ParameterMapping mapping : response.headers()) {
            List<String> found = values.find(mapping.source());
            if (!found.isEmpty()) {
                ResponseHeaders.set(headers, mapping.name(), found);
            }
        }
        String body = template.getValue().render(values, "");
        int status = response.status().orElse(failure.status());
        return new HttpResponse(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    GatewayResponse select(GatewayResponseType type) {
        GatewayResponse own = set.get(type);
        GatewayResponse byDefault =
                type == GatewayResponseType.ACCESS_DENIED ? GatewayResponse.ACCESS_DENIED : GatewayResponse.DEFAULT;
        return own == null ? set.getOrDefault(type.fallback(), byDefault) : own;
    }

    /// Returns the template for a type that the client accepts; else that for JSON; else the first.
    private static Map.Entry<String, ContextText> template(GatewayResponse response, Exchange exchange) {
        Map<String, ContextText> templates = response.templates();
        String accepted = ContentType.of(exchange.header("Accept"));
        String type = templates.containsKey(accepted) ? accepted : ContentType.JSON;
        for (Map.Entry<String, ContextText> template : templates.entrySet()) {
            if (template.getKey().equals(type)) {
                return template;
            }
        }
        return templates.entrySet().iterator().next();
    }

    private static ContextMap error(GatewayFailure failure) {
        String reason = failure.reason();
        ContextMap error = new ContextMap();
        error.put("message", reason);
        error.put("messageString", Json.write(reason == null ? NullNode.instance : TextNode.valueOf(reason)));
        error.put("responseType", failure.type().name());
        if (failure.validation() != null) {
            error.put("validationErrorString", failure.validation());
        }
        return error;
    }
}
