// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
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

/// What a function of an HTTP API answers. In format 2.0 an answer without `statusCode` is the body of a 200.
final class HttpApiFunctionResponse {
    private HttpApiFunctionResponse() {}

    static HttpResponse of(HttpResponse invocation, HttpApiRoute.PayloadFormat format) {
        if (invocation.status() >= 300 || invocation.headers().contains("X-Amz-Function-Error")) {
            throw GatewayFailure.internal();
        }
        JsonNode answer = parse(invocation.body());
        if (answer.isObject() && answer.has("statusCode")) {
            return declared(answer);
        }
        if (format == HttpApiRoute.PayloadFormat.V1) {
            throw GatewayFailure.internal();
        }
        String body = answer.isTextual() ? answer.textValue() : Json.write(answer);
        return HttpResponse.of(200, ContentType.JSON, body);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException _) {
            throw GatewayFailure.internal();
        }
    }

    private static HttpResponse declared(JsonNode answer) {
        int status = answer.path("statusCode").asInt(0);
        JsonNode body = answer.path("body");
        boolean readable = body.isMissingNode() || body.isNull() || body.isTextual();
        if (status < 200 || status > 599 || !readable) {
            throw GatewayFailure.internal();
        }
        return new HttpResponse(status, Headers.of(headers(answer)), bytes(answer, body.asText("")));
    }

    private static List<Header> headers(JsonNode answer) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "text/plain;charset=UTF-8"));
        answer.path("headers")
                .properties()
                .forEach(field -> ResponseHeaders.set(
                        headers, field.getKey(), List.of(field.getValue().asText())));
        answer.path("multiValueHeaders").properties().forEach(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            ResponseHeaders.set(headers, field.getKey(), values);
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
            throw GatewayFailure.internal();
        }
    }
}
