// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// An API on stage `test`, called without a socket, in front of a backend that keeps what it was asked and answers what
/// the test says.
final class TestApi implements Backend {
    static final ApiAddress ADDRESS = new ApiAddress("123456789012", "us-east-1", "api1234567");

    final List<BackendRequest> backendRequests = new ArrayList<>();
    final List<String> accessLog = new ArrayList<>();
    Instant now = Instant.parse("2026-11-21T10:15:30Z");
    private Function<BackendRequest, HttpResponse> answer = _ -> HttpResponse.of(200, "application/json", "{}");
    private final RestGateway gateway;

    private TestApi(RestApi api) {
        InstantSource clock = () -> now;
        this.gateway = new RestGateway(List.of(api), new Surroundings(this, clock, new CountedIds(), accessLog::add));
    }

    static TestApi of(RestApi api) {
        return new TestApi(api);
    }

    /// @param paths the `paths` of the document
    static TestApi ofPaths(String paths) {
        return of(RestApi.fromOpenApi(document(paths), stage(Map.of())));
    }

    static Stage stage(Map<String, String> variables) {
        return new Stage(ADDRESS, "test", variables);
    }

    static ObjectNode document(String paths) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("openapi", "3.0.1");
        document.set("paths", Json.parse(paths));
        return document;
    }

    /// One path with one method.
    static ObjectNode document(String path, String method, JsonNode operation) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("openapi", "3.0.1");
        document.putObject("paths").putObject(path).set(method, operation);
        return document;
    }

    TestApi answering(int status, String body) {
        return answering(_ -> HttpResponse.of(status, "application/json", body));
    }

    TestApi answering(Function<BackendRequest, HttpResponse> function) {
        answer = function;
        return this;
    }

    HttpResponse get(String target) {
        return call(HttpRequest.of("GET", "/test" + target));
    }

    HttpResponse post(String target, String contentType, String body) {
        Headers headers = contentType.isEmpty() ? Headers.none() : Headers.of("Content-Type", contentType);
        return call(HttpRequest.of("POST", "/test" + target, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse call(String method, String target, Map<String, String> headers) {
        List<Header> fields = new ArrayList<>();
        headers.forEach((name, value) -> fields.add(new Header(name, value)));
        return call(HttpRequest.of(method, "/test" + target, Headers.of(fields), new byte[0]));
    }

    HttpResponse call(HttpRequest request) {
        return gateway.handle(request).toCompletableFuture().join();
    }

    String backendBody() {
        return backendRequests.getLast().http().text();
    }

    @Override
    public CompletionStage<HttpResponse> call(BackendRequest request) {
        backendRequests.add(request);
        return CompletableFuture.completedFuture(answer.apply(request));
    }

    private static final class CountedIds implements Ids {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public String requestId() {
            return "request-" + count.incrementAndGet();
        }

        @Override
        public String extendedRequestId() {
            return "extended-" + count.get();
        }

        @Override
        public double percentile() {
            return 50;
        }

        @Override
        public String traceId(long epochSecond) {
            return "Root=1-0-" + count.get();
        }
    }
}
