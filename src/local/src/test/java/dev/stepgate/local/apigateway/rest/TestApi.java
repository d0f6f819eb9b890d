// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.ApiAddress;
import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.RequestIds;
import dev.stepgate.local.apigateway.SetTime;
import dev.stepgate.local.apigateway.Stage;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An API on the stage `test`, called without a socket, in front of a backend that records its
/// requests and gives the answers that the test sets.
public final class TestApi implements AwsBackend {
    static final String FUNCTION = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:echo/invocations";

    static final String RESPONSES = "responses: {'200': {headers: {'X-A': {}, 'X-B': {}, 'X-C': {}, 'Content-Type': {},"
            + " 'Content-Length': {}, Date: {}, Authorization: {}}}, '400': {}, '404': {}, '500': {}}, ";

    private static final ObjectReader LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build()
            .reader();

    public static final ApiAddress ADDRESS = new ApiAddress("123456789012", "us-east-1", "api1234567");

    final List<AwsBackendRequest> backendRequests = new ArrayList<>();
    final List<String> accessLog = new ArrayList<>();
    final List<LogEvent> log = new ArrayList<>();
    Instant now = Instant.parse("2026-11-21T10:15:30Z");
    private Function<AwsBackendRequest, HttpResponse> answer = _ -> HttpResponse.of(200, "application/json", "{}");
    private @Nullable CompletionStage<HttpResponse> pending;
    private final RestGateway gateway;
    private final RestApi api;

    private TestApi(RestApi api) {
        this.api = api;
        this.gateway = new RestGateway(
                List.of(api),
                new GatewayDependencies(this, new SetTime(() -> now), new CountedIds(), accessLog::add, log::add));
    }

    /// @param document JSON in which names need no quotes and strings may have single ones
    static TestApi of(String document) {
        return of(RestApi.fromOpenApi(json(document), stage(Map.of())));
    }

    static TestApi of(String document, Stage stage) {
        return of(RestApi.fromOpenApi(json(document), stage));
    }

    /// Returns the warnings about the document, each with its JSON pointer.
    List<String> warnings() {
        return api.warnings().stream().map(ApiProblem::toString).toList();
    }

    /// Makes an API of one method, `POST /x`, with these members and a 200 response with any headers.
    static TestApi ofMethod(String members) {
        return of("{openapi: '3.0.1', paths: {'/x': {post: {" + RESPONSES + members + "}}}}");
    }

    /// Makes an API of one mock, `POST /x`.
    ///
    /// @param members of the integration, besides its type
    static TestApi ofMock(String members) {
        return ofMethod(
                "'x-amazon-apigateway-integration': {type: 'mock', requestTemplates: {'application/json': '{\"statusCode\": 200}'}, "
                        + members + "}");
    }

    /// Makes an API of one function without proxy, `POST /x`.
    ///
    /// @param members of the integration, besides type and uri
    static TestApi ofFunction(String members) {
        return ofMethod("'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST', uri: '" + FUNCTION + "', "
                + members + "}");
    }

    public static JsonNode json(String text) {
        try {
            return LENIENT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static TestApi of(RestApi api) {
        return new TestApi(api);
    }

    boolean isBrief(HttpRequest request) {
        return gateway.isBrief(request);
    }

    static Stage stage(Map<String, String> variables) {
        return new Stage(ADDRESS, "test", variables);
    }

    /// Returns a document of one path with one method.
    static ObjectNode document(String path, String method, JsonNode operation) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("openapi", "3.0.1");
        document.putObject("paths").putObject(path).set(method, operation);
        return document;
    }

    TestApi answering(int status, String body) {
        return answering(_ -> HttpResponse.of(status, "application/json", body));
    }

    TestApi answering(Function<AwsBackendRequest, HttpResponse> function) {
        answer = function;
        return this;
    }

    TestApi answeringLater(CompletionStage<HttpResponse> later) {
        pending = later;
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
    public CompletionStage<HttpResponse> call(AwsBackendRequest request) {
        backendRequests.add(request);
        return pending == null ? CompletableFuture.completedFuture(answer.apply(request)) : pending;
    }

    public static RequestIds countedIds() {
        return new CountedIds();
    }

    private static final class CountedIds implements RequestIds {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public String requestId() {
            return "request-" + count.incrementAndGet();
        }

        @Override
        public String extendedRequestId() {
            return "extended";
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
