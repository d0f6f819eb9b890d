// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The answers of DynamoDB's own host to requests that are not calls, for clients that a proxy or resolver
/// has sent here: health checks, browsers' preflight requests, and refusals without a body.
final class DynamoDbHost {
    private static final Pattern HOST = Pattern.compile("dynamodb\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?(:\\d+)?");
    private static final String TWO_DAYS = "172800";
    private static final Map<String, String> ALLOWED = Map.of(
            "Access-Control-Request-Headers", "Access-Control-Allow-Headers",
            "Access-Control-Request-Method", "Access-Control-Allow-Methods");

    private DynamoDbHost() {}

    /// Returns the answer; empty for a request that may be a call.
    static Optional<HttpResponse> answer(HttpRequest request, Supplier<String> requestIds) {
        String host = request.headers().first("Host").orElse("");
        return host.startsWith("dynamodb.") && HOST.matcher(host).matches()
                ? answer(request, host, requestIds.get())
                : Optional.empty();
    }

    private static Optional<HttpResponse> answer(HttpRequest request, String host, String requestId) {
        if (request.method().equals("OPTIONS")
                && request.headers().first("Origin").isPresent()) {
            return Optional.of(preflight(request, requestId));
        }
        return request.method().equals("GET")
                ? Optional.of(text(200, "healthy: " + host + " ", requestId))
                : refusal(request, requestId);
    }

    /// Refuses a request that names no service and no operation as DynamoDB does, the service that a request without
    /// any name is most often meant for; empty for one that names an operation.
    static Optional<HttpResponse> refusal(HttpRequest request, String requestId) {
        boolean isEmpty = request.body().length == 0;
        if (!request.method().equals("POST") || !isEmpty && !isJsonType(request)) {
            return Optional.of(noCall(request, requestId));
        }
        boolean isKnown = request.headers()
                .first("X-Amz-Target")
                .filter(target -> target.startsWith("DynamoDB"))
                .isPresent();
        if (isEmpty ? isKnown : !isJson(request)) {
            return Optional.of(refusal(request, "SerializationException", requestId));
        }
        return isKnown ? Optional.empty() : Optional.of(refusal(request, AwsException.UNKNOWN_OPERATION, requestId));
    }

    private static HttpResponse noCall(HttpRequest request, String requestId) {
        return request.body().length > AwsEndpoint.CALL_BYTES
                ? text(413, "", requestId)
                : text(404, "<UnknownOperationException/>\n", requestId);
    }

    static boolean isJsonType(HttpRequest request) {
        String type = DynamoDbReplies.contentType(request);
        return type.equals("application/json") || type.equals("application/x-amz-json-1.0");
    }

    private static boolean isJson(HttpRequest request) {
        try {
            Json.parse(request.body());
            return true;
        } catch (JsonSyntaxException _) {
            return false;
        }
    }

    private static HttpResponse refusal(HttpRequest request, String code, String requestId) {
        DynamoDbReplies replies = DynamoDbReplies.to(request);
        String type = request.headers().first("Content-Type").isEmpty() ? "application/json" : replies.contentType();
        return new DynamoDbReplies(replies.json(), type, replies.isFromPage())
                .failure(new AwsException(400, code, ""), requestId);
    }

    private static HttpResponse preflight(HttpRequest request, String requestId) {
        Headers headers = Headers.of("x-amzn-RequestId", DynamoDbReplies.longId(requestId))
                .plus("Access-Control-Allow-Origin", "*")
                .plus("Access-Control-Max-Age", TWO_DAYS);
        for (Map.Entry<String, String> allowed : ALLOWED.entrySet()) {
            Optional<String> asked = request.headers().first(allowed.getKey());
            headers = asked.isPresent() ? headers.plus(allowed.getValue(), asked.get()) : headers;
        }
        return new HttpResponse(200, headers, new byte[0]);
    }

    private static HttpResponse text(int status, String text, String requestId) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.of("x-amzn-RequestId", DynamoDbReplies.longId(requestId))
                .plus("x-amz-crc32", DynamoDbReplies.checksum(body));
        return new HttpResponse(status, headers, body);
    }
}
