// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.InvalidApiException;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.StageSettings;
import dev.stepgate.local.apigateway.Throttle;
import dev.stepgate.local.apigateway.rest.TestApi;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Routes, stages, CORS and limits of HTTP APIs (API Gateway Developer Guide, "HTTP APIs").
class HttpApiRoutesTest {
    private final TestHttpApi api = new TestHttpApi();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /users     | GET /users",
                "GET /users/1   | ANY /users/{id}",
                "PUT /files/a/b | ANY /files/{p+}",
                "GET /else      | $default",
            })
    void theMostSpecificRouteThenDefault(String request, String routeKey) {
        String to =
                "{'x-amazon-apigateway-integration': {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}";
        HttpApiGateway gateway = api.gateway("""
                {openapi: '3.0.1', paths: {'/users': {get: TO}, '/users/{id}': {'x-amazon-apigateway-any-method': TO},
                  '/files/{p+}': {'x-amazon-apigateway-any-method': TO}, '/$default': {'x-amazon-apigateway-any-method': TO}}}""".replace("TO", to));
        int blank = request.indexOf(' ');

        TestHttpApi.call(gateway, HttpRequest.of(request.substring(0, blank), request.substring(blank + 1)));

        assertThat(api.event().path("routeKey").asText()).isEqualTo(routeKey);
    }

    /// As recorded of AWS by `test_request_authorizer_lambda_context` of LocalStack's own tests.
    @Test
    void slashesBeforeThePathCountAsOne() {
        HttpApiGateway gateway =
                api.gateway("{openapi: '3.0.1', paths: {'/test': {get: {'x-amazon-apigateway-integration':"
                        + " {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}");

        HttpResponse response = TestHttpApi.call(gateway, HttpRequest.of("GET", "//test"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(api.event().path("routeKey").asText()).isEqualTo("GET /test");
    }

    @Test
    void aNamedStageIsTheFirstSegment() {
        HttpApiGateway gateway = api.gateway(
                "{openapi: '3.0.1', paths: {'/users': {get: {'x-amazon-apigateway-integration':"
                        + " {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}",
                new Stage(TestApi.ADDRESS, "prod", Map.of()));

        assertThat(TestHttpApi.call(gateway, HttpRequest.of("GET", "/prod/users"))
                        .status())
                .isEqualTo(200);
        assertThat(api.event().path("rawPath").asText()).isEqualTo("/prod/users");
        HttpResponse none = TestHttpApi.call(gateway, HttpRequest.of("GET", "/users"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).startsWith("{\"message\":\"Not Found\",\"reason\":\"the path begins with no stage");
    }

    @Test
    void whatTakesTooLongIsUnavailable() {
        api.answer = new CompletableFuture<>();

        HttpResponse response = TestHttpApi.post(
                api.routeTo("type: 'aws_proxy', timeoutInMillis: 50, uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.text()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void aSignedRouteRequiresASignature() {
        HttpApiGateway gateway = api.gateway("""
                {openapi: '3.0.1', components: {securitySchemes: {iam: {type: 'apiKey', name: 'Authorization', in: 'header',
                   'x-amazon-apigateway-authtype': 'awsSigv4'}}},
                 paths: {'/x': {get: {security: [{iam: []}], 'x-amazon-apigateway-integration':
                   {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}""");
        Headers signed = Headers.of(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/execute-api/aws4_request, Signature=0");

        assertThat(TestHttpApi.call(gateway, HttpRequest.of("GET", "/x")).text())
                .isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(TestHttpApi.call(gateway, HttpRequest.of("GET", "/x", signed, new byte[0]))
                        .status())
                .isEqualTo(200);
    }

    private static final String CORS = """
            {openapi: '3.0.1', 'x-amazon-apigateway-cors': {allowOrigins: ['http://a', 'https://*'], allowMethods: ['GET'],
              allowHeaders: ['x-a', 'x-b'], exposeHeaders: ['x-c'], maxAge: 60, allowCredentials: true},
             paths: {'/x': {get: {'x-amazon-apigateway-integration':
               {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}""";

    @Test
    void aPreflightIsAnsweredByTheApi() {
        HttpResponse response = TestHttpApi.call(
                api.gateway(CORS),
                HttpRequest.of(
                        "OPTIONS",
                        "/anything",
                        Headers.of("Origin", "http://a").plus("Access-Control-Request-Method", "GET"),
                        new byte[0]));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers().first("access-control-allow-origin")).contains("http://a");
        assertThat(response.headers().first("access-control-allow-methods")).contains("GET");
        assertThat(response.headers().first("access-control-allow-headers")).contains("x-a,x-b");
        assertThat(response.headers().first("access-control-max-age")).contains("60");
        assertThat(response.headers().first("access-control-allow-credentials")).contains("true");
        assertThat(api.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://a, http://a", "https://b, https://b", "http://c, ''"})
    void anAnswerHasTheHeadersOfTheApi(String origin, String allowed) {
        api.answering(200, "{\"statusCode\": 200, \"headers\": {\"Access-Control-Allow-Origin\": \"*\"}}");

        HttpResponse response = TestHttpApi.call(
                api.gateway(CORS), HttpRequest.of("GET", "/x", Headers.of("Origin", origin), new byte[0]));

        assertThat(String.join(",", response.headers().all("access-control-allow-origin")))
                .isEqualTo(allowed);
    }

    @Test
    void everyRequestIsALineOfTheAccessLog() {
        HttpApiGateway gateway = api.gateway(
                "{openapi: '3.0.1', paths: {}}",
                new Stage(
                        TestApi.ADDRESS,
                        "$default",
                        Map.of(),
                        StageSettings.NONE.withAccessLogFormat(
                                "$context.httpMethod $context.routeKey $context.status $context.error.message")));

        TestHttpApi.call(gateway, HttpRequest.of("GET", "/x"));

        assertThat(api.accessLog).containsExactly("GET - 404 Not Found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: 'mock' | : expected type aws_proxy with uri or integrationSubtype, or type http_proxy with uri,"
                        + " not type mock: HTTP APIs have no other",
                "type: 'aws_proxy', integrationSubtype: 'EventBridge-PutEvent' | : HTTP APIs have no"
                        + " integrationSubtype EventBridge-PutEvent",
                "type: 'aws_proxy', integrationSubtype: 'StepFunctions-StartExecution', requestParameters: {Inputs: 'x'} |"
                        + " /requestParameters/Inputs: StepFunctions-StartExecution has no parameter Inputs |"
                        + " : requestParameters: StepFunctions-StartExecution needs StateMachineArn",
                "type: 'aws_proxy', payloadFormatVersion: '3.0', uri: 'FUNCTION' | : payloadFormatVersion: expected 1.0 or"
                        + " 2.0, not 3.0",
                "type: 'http_proxy', uri: 'http://x', requestParameters: {'overwrite:statuscode': '1'} |"
                        + " /requestParameters/overwrite:statuscode: expected append, overwrite or remove, a colon,"
                        + " and one of header.NAME, querystring.NAME, path, not overwrite:statuscode",
                "type: 'http_proxy', uri: 'http://x', requestTemplate: {} | /requestTemplate: not supported here",
                "type: 'http_proxy', uri: 'http://x', timeoutInMillis: 30001 | : timeoutInMillis: expected 50 to 30000,"
                        + " not 30001",
            })
    void unsupportedIntegrationsAreRefused(String row) {
        String[] parts = row.split(" \\| ");

        InvalidApiException e = catchThrowableOfType(InvalidApiException.class, () -> api.routeTo(parts[0]));

        assertThat(e.problems().stream()
                        .map(problem -> problem.toString()
                                .replace("/paths/~1x~1{id}/post/x-amazon-apigateway-integration", "")))
                .containsExactlyElementsOf(List.of(parts).subList(1, parts.length));
    }

    @Test
    void aStageLimitsEachRoute() {
        StageSettings.MethodThrottle once = new StageSettings.MethodThrottle("/x/{id}", "POST", new Throttle(0, 1));
        HttpApiGateway gateway = api.gateway(
                """
                {openapi: '3.0.1', paths: {'/x/{id}': {post: {'x-amazon-apigateway-integration':
                  {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}""", new Stage(TestApi.ADDRESS, "$default", Map.of(), StageSettings.NONE.withThrottles(List.of(once))));

        assertThat(TestHttpApi.post(gateway, "application/json", "{}").status()).isEqualTo(200);
        HttpResponse second = TestHttpApi.post(gateway, "application/json", "{}");

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.text()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    }

    @Test
    void apiKeysAreRefused() {
        InvalidApiException e = catchThrowableOfType(InvalidApiException.class, () -> api.gateway("""
                {openapi: '3.0.1', components: {securitySchemes: {key: {type: 'apiKey', name: 'x-api-key', in: 'header'}}},
                 paths: {'/x': {get: {security: [{key: []}], 'x-amazon-apigateway-integration':
                   {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}"""));

        assertThat(e.problems())
                .extracting(ApiProblem::reason)
                .containsExactly(
                        "security scheme key: expected x-amazon-apigateway-authtype awsSigv4 or an authorizer; HTTP APIs have no API keys");
    }
}
