// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads the answer of a function behind a proxy integration: `{"statusCode", "headers", "body",
/// "isBase64Encoded"}`. Any of these may be missing; anything but an object is a bad gateway.
final class ProxyReply {
    private ProxyReply() {}

    static RouteReply of(HttpResponse invocation) {
        if (invocation.status() >= 300) {
            throw WebSocketFailure.badGateway("the function was not invoked: " + invocation.text());
        }
        if (invocation.headers().contains("X-Amz-Function-Error")) {
            throw WebSocketFailure.badGateway("the function failed: " + invocation.text());
        }
        JsonNode answer = parse(invocation);
        JsonNode body = answer.path("body");
        if (!answer.isObject() || body.isContainerNode() || body.isNumber() || body.isBoolean()) {
            throw WebSocketFailure.badGateway("the function's answer is not a proxy response: " + invocation.text());
        }
        return new RouteReply(status(answer), headers(answer), body(answer));
    }

    private static JsonNode parse(HttpResponse invocation) {
        try {
            return Json.parse(invocation.body());
        } catch (JsonSyntaxException e) {
            throw WebSocketFailure.badGateway("the function's answer is not JSON: " + e.getMessage());
        }
    }

    private static int status(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        int code = status.isMissingNode() || status.isNull() ? 200 : status.asInt(0);
        if (code < 200 || code > 599) {
            throw WebSocketFailure.badGateway("the function's statusCode is not a status: " + status);
        }
        return code;
    }

    private static Headers headers(JsonNode answer) {
        List<Header> headers = new ArrayList<>();
        answer.path("headers")
                .properties()
                .forEach(field ->
                        headers.add(new Header(field.getKey(), field.getValue().asText())));
        return Headers.of(headers);
    }

    private static byte[] body(JsonNode answer) {
        String text = answer.path("body").asText("");
        if (!answer.path("isBase64Encoded").asBoolean(false)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw WebSocketFailure.badGateway("the function's body is not Base64");
        }
    }
}
