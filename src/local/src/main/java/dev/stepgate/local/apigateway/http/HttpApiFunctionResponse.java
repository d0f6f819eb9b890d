// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.apigateway.ContentType;
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

/// Reads the answer of an HTTP API's function. In format 2.0 an answer without `statusCode` is the body of a
/// 200.
final class HttpApiFunctionResponse {
    private HttpApiFunctionResponse() {}

    static HttpResponse of(HttpResponse invocation, HttpApiRoute.PayloadFormat format) {
        if (invocation.status() >= 300) {
            throw GatewayFailure.internal().because("the function was not invoked");
        }
        if (invocation.headers().contains("X-Amz-Function-Error")) {
            throw GatewayFailure.internal().because("the function failed");
        }
        JsonNode answer = parse(invocation.body());
        if (answer.isObject() && answer.has("statusCode")) {
            return declared(answer);
        }
        if (format == HttpApiRoute.PayloadFormat.V1) {
            throw malformed("in payload format 1.0 it must be an object with statusCode");
        }
        if (answer.has("errorMessage")) {
            throw malformed("it has an errorMessage, as errors of functions have");
        }
        String body = answer.isTextual() ? answer.textValue() : invocation.text();
        return HttpResponse.of(200, ContentType.JSON, body);
    }

    private static GatewayFailure malformed(String reason) {
        return GatewayFailure.internal().because("the function's answer is not a proxy response: " + reason);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException _) {
            return MissingNode.getInstance();
        }
    }

    private static HttpResponse declared(JsonNode answer) {
        JsonNode code = answer.path("statusCode");
        int status = code.isIntegralNumber() || code.isTextual() ? code.asInt(0) : 0;
        JsonNode body = answer.path("body");
        boolean readable = body.isMissingNode() || body.isNull() || body.isTextual();
        if (status < 200 || status > 599) {
            throw malformed("statusCode is " + code + ", not 200 to 599");
        }
        if (!readable) {
            throw malformed("body is not a text");
        }
        requireLists(answer);
        return new HttpResponse(status, Headers.of(headers(answer)), bytes(answer, body.asText("")));
    }

    private static void requireLists(JsonNode answer) {
        JsonNode cookies = answer.path("cookies");
        if (!cookies.isMissingNode() && !cookies.isNull() && !cookies.isArray()) {
            throw malformed("cookies is not a list");
        }
        answer.path("multiValueHeaders").properties().forEach(header -> {
            if (!header.getValue().isArray()) {
                throw malformed("multiValueHeaders." + header.getKey() + " is not a list");
            }
        });
    }

    private static List<Header> headers(JsonNode answer) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "text/plain;charset=UTF-8"));
        answer.path("headers")
                .properties()
                .forEach(field -> ResponseHeaders.set(
                        headers, field.getKey(), List.of(field.getValue().asText())));
        answer.path("multiValueHeaders").properties().forEach(field -> {
            String name = field.getKey();
            List<String> values = new ArrayList<>();
            if (answer.path("headers").has(name)) {
                values.add(answer.path("headers").path(name).asText());
            }
            field.getValue().forEach(value -> values.add(value.asText()));
            ResponseHeaders.set(headers, name, values);
        });
        answer.path("cookies").forEach(cookie -> headers.add(new Header("set-cookie", cookie.asText())));
        return headers;
    }

    private static byte[] bytes(JsonNode answer, String body) {
        if (!answer.path("isBase64Encoded").asBoolean(false)) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException _) {
            throw malformed("isBase64Encoded is true and body is not Base64");
        }
    }
}
