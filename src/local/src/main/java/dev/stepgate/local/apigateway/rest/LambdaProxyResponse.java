// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.ResponseHeaders;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// What a function behind a proxy integration answers. Anything but an object of these members is a 502, as recorded of
/// API Gateway.
final class LambdaProxyResponse {
    private static final Set<String> MEMBERS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    private LambdaProxyResponse() {}

    static HttpResponse of(Exchange exchange, HttpResponse invocation) {
        if (invocation.status() >= 300 || invocation.headers().contains("X-Amz-Function-Error")) {
            throw GatewayFailure.badGateway();
        }
        JsonNode answer = parse(invocation.body());
        if (!answer.isObject() || !isComplete(answer)) {
            throw GatewayFailure.badGateway();
        }
        List<Header> headers = headers(answer);
        return new HttpResponse(status(answer), Headers.of(headers), body(exchange, answer, headers));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException _) {
            throw GatewayFailure.badGateway();
        }
    }

    private static boolean isComplete(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.fieldNames().forEachRemaining(names::add);
        JsonNode body = answer.path("body");
        return MEMBERS.containsAll(names)
                && (body.isMissingNode() || body.isNull() || body.isTextual())
                && areHeaders(answer.path("headers"));
    }

    /// Texts and truth values; a number is none.
    private static boolean areHeaders(JsonNode headers) {
        for (JsonNode value : headers) {
            if (!value.isTextual() && !value.isBoolean()) {
                return false;
            }
        }
        return headers.isMissingNode() || headers.isNull() || headers.isObject();
    }

    private static int status(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        int code = status.isMissingNode() || status.isNull() ? 200 : status.asInt(0);
        if (code < 200 || code > 599) {
            throw GatewayFailure.badGateway();
        }
        return code;
    }

    private static List<Header> headers(JsonNode answer) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", ContentType.JSON));
        answer.path("headers")
                .properties()
                .forEach(field ->
                        put(headers, field.getKey(), List.of(field.getValue().asText())));
        answer.path("multiValueHeaders").properties().forEach(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            put(headers, field.getKey(), values);
        });
        return headers;
    }

    private static void put(List<Header> headers, String name, List<String> values) {
        ResponseHeaders.set(headers, ResponseHeaders.remappedOfProxy(name), values);
    }

    /// Base64 becomes binary only for a client whose `Accept` is one of the API's binary media types.
    private static byte[] body(Exchange exchange, JsonNode answer, List<Header> headers) {
        String text = answer.path("body").asText("");
        boolean encoded = answer.path("isBase64Encoded").asBoolean(false);
        boolean binary = exchange.deployment().isBinary(exchange.header("Accept"))
                || headers.stream()
                        .anyMatch(field -> field.name().equalsIgnoreCase("Content-Type")
                                && exchange.deployment().isBinary(field.value()));
        if (!encoded || !binary) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw GatewayFailure.badGateway();
        }
    }
}
