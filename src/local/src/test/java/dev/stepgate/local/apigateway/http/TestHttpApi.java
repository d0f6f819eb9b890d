// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.SetTime;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.rest.TestApi;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// HTTP APIs called without a socket, in front of a backend that records its requests.
final class TestHttpApi {
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:echo";

    final List<AwsBackendRequest> asked = new ArrayList<>();
    final List<String> accessLog = new ArrayList<>();
    final List<LogEvent> log = new ArrayList<>();
    CompletionStage<HttpResponse> answer =
            CompletableFuture.completedFuture(HttpResponse.of(200, "application/json", "{}"));

    HttpApiGateway gateway(String document, Stage stage) {
        AwsBackend backend = request -> {
            asked.add(request);
            return answer;
        };
        return new HttpApiGateway(
                List.of(HttpApi.fromOpenApi(TestApi.json(document.replace("FUNCTION", FUNCTION)), stage)),
                new GatewayDependencies(
                        backend,
                        new SetTime(() -> Instant.parse("2026-11-21T10:15:30Z")),
                        TestApi.countedIds(),
                        accessLog::add,
                        log::add));
    }

    HttpApiGateway gateway(String document) {
        return gateway(document, new Stage(TestApi.ADDRESS, "$default", Map.of("v", "1")));
    }

    /// Makes one route, `POST /x/{id}`.
    HttpApiGateway routeTo(String integration) {
        return gateway("{openapi: '3.0.1', paths: {'/x/{id}': {post: {'x-amazon-apigateway-integration': {"
                + integration + "}}}}}");
    }

    void answering(int status, String body) {
        answer = CompletableFuture.completedFuture(HttpResponse.of(status, "application/json", body));
    }

    static HttpResponse call(HttpApiGateway gateway, HttpRequest request) {
        return gateway.handle(request).toCompletableFuture().join();
    }

    static HttpResponse post(HttpApiGateway gateway, String contentType, String body) {
        return call(
                gateway,
                HttpRequest.of(
                        "POST",
                        "/x/1?q=1&q=2",
                        Headers.of(List.of(
                                new Header("Content-Type", contentType),
                                new Header("Cookie", "a=1; b=2"),
                                new Header("X-Many", "1"),
                                new Header("x-many", "2"),
                                new Header("User-Agent", "test"))),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    JsonNode event() {
        return Json.parse(asked.getLast().http().text());
    }
}
