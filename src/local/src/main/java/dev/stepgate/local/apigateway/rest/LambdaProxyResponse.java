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

/// Reads the answer of a function behind a proxy integration. Anything but an object with these members is a
/// 502, as recorded from API Gateway.
final class LambdaProxyResponse {
    private static final List<String> MEMBERS =
            List.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    private LambdaProxyResponse() {}

    static HttpResponse of(Exchange exchange, HttpResponse invocation) {
        if (invocation.status() >= 300) {
            throw GatewayFailure.badGateway().because("the function was not invoked");
        }
        if (invocation.headers().contains("X-Amz-Function-Error")) {
            throw GatewayFailure.badGateway().because("the function failed");
        }
        JsonNode answer = parse(invocation.body());
        if (!answer.isObject()) {
            throw GatewayFailure.badGateway()
                    .because("the function's answer is not an object with statusCode, headers and body");
        }
        requireComplete(answer);
        List<Header> headers = headers(answer);
        return new HttpResponse(status(answer), Headers.of(headers), body(exchange, answer, headers));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException e) {
            throw GatewayFailure.badGateway().because("the function's answer is not JSON: " + e.getMessage());
        }
    }

    private static void requireComplete(JsonNode answer) {
        answer.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw malformed(
                        "it has the member " + name + ", and only " + String.join(", ", MEMBERS) + " are allowed");
            }
        });
        JsonNode body = answer.path("body");
        if (!body.isMissingNode() && !body.isNull() && !body.isTextual()) {
            throw malformed("body is not a text");
        }
        requireHeaders(answer.path("headers"));
    }

    /// Requires strings and booleans as values; a number is refused.
    private static void requireHeaders(JsonNode headers) {
        if (!headers.isMissingNode() && !headers.isNull() && !headers.isObject()) {
            throw malformed("headers is not an object");
        }
        headers.properties().forEach(header -> {
            if (!header.getValue().isTextual() && !header.getValue().isBoolean()) {
                throw malformed("the header " + header.getKey() + " is neither a text nor a boolean");
            }
        });
    }

    private static GatewayFailure malformed(String reason) {
        return GatewayFailure.badGateway().because("the function's answer is not a proxy response: " + reason);
    }

    private static int status(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        int code = status.isMissingNode() || status.isNull() ? 200 : status.asInt(0);
        if (code < 200 || code > 599) {
            throw malformed("statusCode is " + status + ", not 200 to 599");
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

    /// Returns the body. Base64 is decoded only for a client whose `Accept` is one of the API's binary media
    /// types.
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
            throw malformed("isBase64Encoded is true and body is not Base64");
        }
    }
}
