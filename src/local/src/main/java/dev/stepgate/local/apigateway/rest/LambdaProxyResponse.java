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
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the answer of a function behind a proxy integration. Anything but an object with these members is a
/// 502, as recorded from API Gateway, and a request of more than 6 MB a 413
/// ([recorded](https://github.com/koki-develop/lgtm-generator/issues/10)).
final class LambdaProxyResponse {
    private static final List<String> MEMBERS =
            List.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    private LambdaProxyResponse() {}

    static HttpResponse of(Exchange exchange, HttpResponse invocation) {
        if (invocation.status() == 413) {
            throw GatewayFailure.requestTooLarge().because("the function was not invoked");
        }
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
        if (!isScalar(body)) {
            throw malformed("body is not a text");
        }
        requireHeaders(answer.path("headers"));
        requireLists(answer.path("multiValueHeaders"));
    }

    /// Requires texts, numbers, booleans or null: API Gateway takes a boolean for a text (recorded), and a number
    /// (`headers` in [the types of aws-lambda](https://www.npmjs.com/package/@types/aws-lambda), `body` in
    /// [SAM#1124](https://github.com/aws/aws-sam-cli/issues/1124)). Null removes a header that API Gateway would
    /// write ([SAM#1218](https://github.com/aws/aws-sam-cli/issues/1218)).
    private static void requireHeaders(JsonNode headers) {
        if (!isAbsent(headers) && !headers.isObject()) {
            throw malformed("headers is not an object");
        }
        headers.properties().forEach(header -> {
            if (!isScalar(header.getValue())) {
                throw malformed("the header " + header.getKey() + " is neither a text nor a number nor a boolean");
            }
        });
    }

    private static void requireLists(JsonNode headers) {
        if (!isAbsent(headers) && !headers.isObject()) {
            throw malformed("multiValueHeaders is not an object");
        }
        headers.properties().forEach(header -> {
            if (!header.getValue().isArray()) {
                throw malformed("multiValueHeaders." + header.getKey() + " is not a list");
            }
        });
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isScalar(JsonNode value) {
        return isAbsent(value) || value.isValueNode();
    }

    private static GatewayFailure malformed(String reason) {
        return GatewayFailure.badGateway().because("the function's answer is not a proxy response: " + reason);
    }

    private static int status(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        int code = isAbsent(status) ? 200 : status.asInt(0);
        if (code < 200 || code > 599) {
            throw malformed("statusCode is " + status + ", not 200 to 599");
        }
        return code;
    }

    private static List<Header> headers(JsonNode answer) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", ContentType.JSON));
        NavigableMap<String, List<String>> lists = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.path("multiValueHeaders").properties().forEach(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            lists.put(field.getKey(), values);
        });
        lists.forEach((name, values) -> put(headers, name, values));
        answer.path("headers").properties().forEach(field -> {
            List<String> list = lists.get(field.getKey());
            String name = list == null ? field.getKey() : lists.ceilingKey(field.getKey());
            put(headers, name, merged(list, values(field.getValue())));
        });
        return headers;
    }

    /// Returns the values of a list and the single one, which is not repeated; the name is the list's (API Gateway
    /// Developer Guide, "Output
    /// format of a Lambda function for proxy integration"; recorded in `test_apigateway_lambda.py` of
    /// localstack/localstack).
    private static List<String> merged(@Nullable List<String> list, List<String> single) {
        return list == null
                ? single
                : Stream.concat(list.stream(), single.stream().filter(value -> !list.contains(value)))
                        .toList();
    }

    private static List<String> values(JsonNode value) {
        return value.isNull() ? List.of() : List.of(value.asText());
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
