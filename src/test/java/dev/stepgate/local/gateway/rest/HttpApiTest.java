// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.gateway.Throttle;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP APIs (API Gateway Developer Guide, "HTTP APIs").
class HttpApiTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:echo";

    private final List<BackendRequest> asked = new ArrayList<>();
    private final List<String> accessLog = new ArrayList<>();
    private CompletionStage<HttpResponse> answer =
            CompletableFuture.completedFuture(HttpResponse.of(200, "application/json", "{}"));

    private HttpApiGateway gateway(String document, Stage stage) {
        Backend backend = request -> {
            asked.add(request);
            return answer;
        };
        return new HttpApiGateway(
                List.of(HttpApi.fromOpenApi(TestApi.json(document.replace("FUNCTION", FUNCTION)), stage)),
                new Surroundings(
                        backend,
                        new SetTime(() -> Instant.parse("2026-11-21T10:15:30Z")),
                        TestApi.countedIds(),
                        accessLog::add));
    }

    private HttpApiGateway gateway(String document) {
        return gateway(document, new Stage(TestApi.ADDRESS, "$default", Map.of("v", "1")));
    }

    /// One route, `POST /x/{id}`.
    private HttpApiGateway routeTo(String integration) {
        return gateway("{openapi: '3.0.1', paths: {'/x/{id}': {post: {'x-amazon-apigateway-integration': {"
                + integration + "}}}}}");
    }

    private void answering(int status, String body) {
        answer = CompletableFuture.completedFuture(HttpResponse.of(status, "application/json", body));
    }

    private static HttpResponse call(HttpApiGateway gateway, HttpRequest request) {
        return gateway.handle(request).toCompletableFuture().join();
    }

    private static HttpResponse post(HttpApiGateway gateway, String contentType, String body) {
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

    private JsonNode event() {
        return Json.parse(asked.getLast().http().text());
    }

    @Test
    void theEventOfFormat2() {
        post(routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(asked.getLast().http().rawPath()).isEqualTo("/2015-03-31/functions/" + FUNCTION + "/invocations");
        assertThat(event()).isEqualTo(TestApi.json("""
                {
                  version: '2.0', routeKey: 'POST /x/{id}', rawPath: '/x/1', rawQueryString: 'q=1&q=2',
                  cookies: ['a=1', 'b=2'],
                  headers: {'content-type': 'application/json', 'user-agent': 'test', 'x-amzn-trace-id': 'Root=1-0-1',
                    'x-forwarded-for': '127.0.0.1', 'x-forwarded-port': '80', 'x-forwarded-proto': 'http', 'x-many': '1,2'},
                  queryStringParameters: {q: '1,2'}, pathParameters: {id: '1'}, stageVariables: {v: '1'},
                  requestContext: {
                    accountId: '123456789012', apiId: 'api1234567',
                    domainName: 'api1234567.execute-api.us-east-1.amazonaws.com', domainPrefix: 'api1234567',
                    http: {method: 'POST', path: '/x/1', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test'},
                    requestId: 'extended', routeKey: 'POST /x/{id}', stage: '$default',
                    time: '21/Nov/2026:10:15:30 +0000', timeEpoch: 1795256130000},
                  body: '{}', isBase64Encoded: false
                }"""));
    }

    @Test
    void aBodyThatIsNoTextTravelsInBase64() {
        post(
                routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"),
                "application/x-www-form-urlencoded",
                "a=1");

        assertThat(event().path("body").asText()).isEqualTo("YT0x");
        assertThat(event().path("isBase64Encoded").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1} | 200 | application/json | {\"a\":1}",
                "\"text\" | 200 | application/json | text",
                "{\"statusCode\": 201, \"headers\": {\"Content-Type\": \"text/html\"}, \"body\": \"<p>\"} | 201 | text/html | <p>",
                "{\"statusCode\": 200, \"body\": \"aGk=\", \"isBase64Encoded\": true} | 200 | text/plain;charset=UTF-8 | hi",
                "{\"statusCode\": 9000} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
                "{\"statusCode\": 200, \"body\": {}} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
            })
    void theAnswerOfFormat2(String returned, int status, String contentType, String body) {
        answering(200, returned);

        HttpResponse response = post(
                routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().all("Content-Type")).containsExactly(contentType);
        assertThat(response.text()).isEqualTo(body);
        assertThat(response.headers().first("apigw-requestid")).contains("extended");
    }

    @Test
    void cookiesOfAnAnswerAreHeaders() {
        answering(200, "{\"statusCode\": 200, \"cookies\": [\"a=1\", \"b=2\"]}");

        HttpResponse response = post(
                routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(response.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void format1IsTheEventOfRestApisAndWantsAProxyResponse() {
        HttpResponse response = post(routeTo("type: 'aws_proxy', uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(event().path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event().at("/multiValueQueryStringParameters/q").size()).isEqualTo(2);
        assertThat(response.status()).isEqualTo(500);
    }

    @Test
    void anExecutionIsStartedAndTheWholeAnswerIsTheClients() {
        answering(200, "{\"status\":\"SUCCEEDED\",\"output\":\"{}\"}");

        HttpResponse response = post(routeTo("""
                        type: 'aws_proxy', integrationSubtype: 'StepFunctions-StartSyncExecution', payloadFormatVersion: '1.0',
                        requestParameters: {StateMachineArn: 'arn:machine', Input: '$request.body',
                          Name: 'n-${request.path.id}-${context.stage}-${stageVariables.v}', TraceHeader: '$request.header.none',
                          Region: 'eu-west-1'}"""), "application/json", "{\"it's\": \"\\\"quoted\\\"\"}");

        BackendRequest sent = asked.getLast();
        assertThat(sent.service()).isEqualTo("states");
        assertThat(sent.http().headers().first("X-Amz-Target")).contains("AWSStepFunctions.StartSyncExecution");
        assertThat(event())
                .isEqualTo(
                        TestApi.json(
                                "{stateMachineArn: 'arn:machine', input: '{\"it\\u0027s\": \"\\\\\"quoted\\\\\"\"}', name: 'n-1-$default-1'}"));
        assertThat(response.text()).isEqualTo("{\"status\":\"SUCCEEDED\",\"output\":\"{}\"}");
        assertThat(response.headers().first("Content-Type")).contains("application/json");
    }

    @Test
    void aRefusalOfTheServiceKeepsItsStatus() {
        answering(400, "{\"__type\":\"StateMachineDoesNotExist\"}");

        HttpResponse response = post(
                routeTo("type: 'aws_proxy', integrationSubtype: 'StepFunctions-StartExecution',"
                        + " requestParameters: {StateMachineArn: '$request.querystring.q'}"),
                "application/json",
                "");

        assertThat(event().path("stateMachineArn").asText()).isEqualTo("1,2");
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void aMessageIsSent() {
        post(
                routeTo("""
                        type: 'aws_proxy', integrationSubtype: 'SQS-SendMessage', requestParameters: {QueueUrl: 'http://q',
                          MessageBody: '$request.body.message', DelaySeconds: '5', MessageAttributes: '$request.body.attributes'}"""),
                "application/json",
                "{\"message\": {\"a\": 1}, \"attributes\": {\"k\": {\"DataType\": \"String\", \"StringValue\": \"v\"}}}");

        assertThat(asked.getLast().http().headers().first("X-Amz-Target")).contains("AmazonSQS.SendMessage");
        assertThat(event()).isEqualTo(TestApi.json("""
                {QueueUrl: 'http://q', MessageBody: '{"a":1}', DelaySeconds: 5,
                 MessageAttributes: {k: {DataType: 'String', StringValue: 'v'}}}"""));
    }

    @Test
    void anEndpointIsProxiedWithMappings() throws IOException {
        try (EchoServer server = new EchoServer()) {
            HttpResponse response = post(routeTo("""
                            type: 'http_proxy', httpMethod: 'PUT', uri: 'SERVER/raw/{id}', requestParameters: {
                              'append:header.x-many': 'more', 'remove:querystring.q': "''", 'append:querystring.r': '$request.path.id',
                              'overwrite:path': '/raw/over ${request.path.id}'},
                            responseParameters: {'200': {'overwrite:statuscode': '202', 'append:header.x-id': '$context.requestId',
                              'remove:header.X-Answered-By': "''"}}""".replace("SERVER", server.address())), "application/json", "body");

            assertThat(response.status()).isEqualTo(202);
            assertThat(response.text()).isEqualTo("body");
            assertThat(response.headers().first("x-id")).contains("request-1");
            assertThat(response.headers().contains("X-Answered-By")).isFalse();
            EchoServer.Asked sent = server.asked.getLast();
            assertThat(sent.method()).isEqualTo("PUT");
            assertThat(sent.uri()).isEqualTo("/raw/over%201?r=1");
            assertThat(sent.headers().get("X-many")).containsExactlyInAnyOrder("1", "2", "more");
        }
    }

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
        HttpApiGateway gateway = gateway("""
                {openapi: '3.0.1', paths: {'/users': {get: TO}, '/users/{id}': {'x-amazon-apigateway-any-method': TO},
                  '/files/{p+}': {'x-amazon-apigateway-any-method': TO}, '/$default': {'x-amazon-apigateway-any-method': TO}}}""".replace("TO", to));
        int blank = request.indexOf(' ');

        call(gateway, HttpRequest.of(request.substring(0, blank), request.substring(blank + 1)));

        assertThat(event().path("routeKey").asText()).isEqualTo(routeKey);
    }

    @Test
    void aNamedStageIsTheFirstSegment() {
        HttpApiGateway gateway = gateway(
                "{openapi: '3.0.1', paths: {'/users': {get: {'x-amazon-apigateway-integration':"
                        + " {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}",
                new Stage(TestApi.ADDRESS, "prod", Map.of()));

        assertThat(call(gateway, HttpRequest.of("GET", "/prod/users")).status()).isEqualTo(200);
        assertThat(event().path("rawPath").asText()).isEqualTo("/prod/users");
        HttpResponse none = call(gateway, HttpRequest.of("GET", "/users"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void whatTakesTooLongIsUnavailable() {
        answer = new CompletableFuture<>();

        HttpResponse response =
                post(routeTo("type: 'aws_proxy', timeoutInMillis: 50, uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.text()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void aSignedRouteWantsASignature() {
        HttpApiGateway gateway = gateway("""
                {openapi: '3.0.1', components: {securitySchemes: {iam: {type: 'apiKey', name: 'Authorization', in: 'header',
                   'x-amazon-apigateway-authtype': 'awsSigv4'}}},
                 paths: {'/x': {get: {security: [{iam: []}], 'x-amazon-apigateway-integration':
                   {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}""");
        Headers signed = Headers.of(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/execute-api/aws4_request, Signature=0");

        assertThat(call(gateway, HttpRequest.of("GET", "/x")).text()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(call(gateway, HttpRequest.of("GET", "/x", signed, new byte[0]))
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
        HttpResponse response = call(
                gateway(CORS),
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
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://a, http://a", "https://b, https://b", "http://c, ''"})
    void anAnswerHasTheHeadersOfTheApi(String origin, String allowed) {
        answering(200, "{\"statusCode\": 200, \"headers\": {\"Access-Control-Allow-Origin\": \"*\"}}");

        HttpResponse response =
                call(gateway(CORS), HttpRequest.of("GET", "/x", Headers.of("Origin", origin), new byte[0]));

        assertThat(String.join(",", response.headers().all("access-control-allow-origin")))
                .isEqualTo(allowed);
    }

    @Test
    void everyRequestIsALineOfTheAccessLog() {
        HttpApiGateway gateway = gateway(
                "{openapi: '3.0.1', paths: {}}",
                new Stage(
                        TestApi.ADDRESS,
                        "$default",
                        Map.of(),
                        StageSettings.NONE.withAccessLogFormat(
                                "$context.httpMethod $context.routeKey $context.status $context.error.message")));

        call(gateway, HttpRequest.of("GET", "/x"));

        assertThat(accessLog).containsExactly("GET - 404 Not Found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: 'mock' | : expected type aws_proxy with uri or integrationSubtype, or type http_proxy with uri",
                "type: 'aws_proxy', integrationSubtype: 'EventBridge-PutEvents' | : integrationSubtype"
                        + " EventBridge-PutEvents is not served here",
                "type: 'aws_proxy', integrationSubtype: 'StepFunctions-StartExecution', requestParameters: {Inputs: 'x'} |"
                        + " /requestParameters/Inputs: StepFunctions-StartExecution has no parameter Inputs |"
                        + " : requestParameters: StepFunctions-StartExecution needs StateMachineArn",
                "type: 'aws_proxy', payloadFormatVersion: '3.0', uri: 'FUNCTION' | : payloadFormatVersion: expected 1.0 or"
                        + " 2.0, not 3.0",
                "type: 'http_proxy', uri: 'http://x', requestParameters: {'overwrite:statuscode': '1'} |"
                        + " /requestParameters/overwrite:statuscode: not a mapping's target here",
                "type: 'http_proxy', uri: 'http://x', requestTemplates: {} | /requestTemplates: not supported here",
                "type: 'http_proxy', uri: 'http://x', timeoutInMillis: 30001 | : timeoutInMillis: expected 50 to 30000,"
                        + " not 30001",
            })
    void whatIsNotServedIsRefused(String row) {
        String[] parts = row.split(" \\| ");

        InvalidRestApiException e = catchThrowableOfType(InvalidRestApiException.class, () -> routeTo(parts[0]));

        assertThat(e.problems().stream()
                        .map(problem -> problem.toString()
                                .replace("/paths/~1x~1{id}/post/x-amazon-apigateway-integration", "")))
                .containsExactlyElementsOf(List.of(parts).subList(1, parts.length));
    }

    @Test
    void aStageLimitsEachRoute() {
        StageSettings.MethodThrottle once = new StageSettings.MethodThrottle("/x/{id}", "POST", new Throttle(0, 1));
        HttpApiGateway gateway = gateway(
                """
                {openapi: '3.0.1', paths: {'/x/{id}': {post: {'x-amazon-apigateway-integration':
                  {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}""", new Stage(TestApi.ADDRESS, "$default", Map.of(), StageSettings.NONE.withThrottles(List.of(once))));

        assertThat(post(gateway, "application/json", "{}").status()).isEqualTo(200);
        HttpResponse second = post(gateway, "application/json", "{}");

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.text()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    }

    @Test
    void apiKeysAreRefused() {
        InvalidRestApiException e = catchThrowableOfType(InvalidRestApiException.class, () -> gateway("""
                {openapi: '3.0.1', components: {securitySchemes: {key: {type: 'apiKey', name: 'x-api-key', in: 'header'}}},
                 paths: {'/x': {get: {security: [{key: []}], 'x-amazon-apigateway-integration':
                   {type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}}"""));

        assertThat(e.problems())
                .extracting(Problem::reason)
                .containsExactly(
                        "security scheme key: expected x-amazon-apigateway-authtype awsSigv4 or an authorizer; HTTP APIs have no API keys");
    }
}
