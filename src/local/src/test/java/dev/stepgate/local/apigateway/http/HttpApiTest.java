// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.EchoServer;
import dev.stepgate.local.apigateway.rest.TestApi;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.QueryString;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Events, answers and integrations of HTTP APIs (API Gateway Developer Guide, "HTTP APIs").
class HttpApiTest {
    private final TestHttpApi api = new TestHttpApi();

    @Test
    void theEventOfFormat2() {
        TestHttpApi.post(
                api.routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"),
                "application/json",
                "{}");

        assertThat(api.asked.getLast().http().rawPath())
                .isEqualTo("/2015-03-31/functions/" + TestHttpApi.FUNCTION + "/invocations");
        assertThat(api.event()).isEqualTo(TestApi.json("""
                {
                  version: '2.0', routeKey: 'POST /x/{id}', rawPath: '/x/1', rawQueryString: 'q=1&q=2',
                  cookies: ['a=1', 'b=2'],
                  headers: {'content-length': '2', 'content-type': 'application/json', 'user-agent': 'test', 'x-amzn-trace-id': 'Root=1-0-1',
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
    void aBinaryBodyIsSentInBase64() {
        TestHttpApi.post(
                api.routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"),
                "application/x-www-form-urlencoded",
                "a=1");

        assertThat(api.event().path("body").asText()).isEqualTo("YT0x");
        assertThat(api.event().path("isBase64Encoded").asBoolean()).isTrue();
    }

    /// Recorded in the snapshots of LambdaTestTool-v2 of aws/aws-lambda-dotnet (V2_SpecialCharactersInPath,
    /// V2_UnicodeCharactersInPath).
    @ParameterizedTest
    @CsvSource({
        "/x/****%20Doe?q=1, /x/**** Doe, **** Doe",
        "/x/%E2%98%95%20Coffee, /x/☕ Coffee, ☕ Coffee",
    })
    void format2HasTheDecodedPath(String target, String path, String parameter) {
        TestHttpApi.call(
                api.routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"),
                HttpRequest.of("POST", target));

        assertThat(api.event().path("rawPath").asText()).isEqualTo(path);
        assertThat(api.event().at("/requestContext/http/path").asText()).isEqualTo(path);
        assertThat(api.event().at("/pathParameters/id").asText()).isEqualTo(parameter);
    }

    /// Recorded in the snapshots of LambdaTestTool-v2 of aws/aws-lambda-dotnet (V1_SpecialCharactersInPathHttpV1).
    @Test
    void format1HasThePathAsSentAndTheDecodedOneInItsContext() {
        TestHttpApi.call(
                api.routeTo("type: 'aws_proxy', payloadFormatVersion: '1.0', uri: 'FUNCTION'"),
                HttpRequest.of("POST", "/x/****%20Doe"));

        JsonNode event = api.event();
        assertThat(event.path("path").asText()).isEqualTo("/x/****%20Doe");
        assertThat(event.at("/pathParameters/id").asText()).isEqualTo("**** Doe");
        assertThat(event.at("/headers/Content-Length").asText()).isEqualTo("0");
        assertThat(event.at("/requestContext/path").asText()).isEqualTo("/x/**** Doe");
        assertThat(event.at("/requestContext/requestId").asText()).isEqualTo("extended");
        assertThat(event.at("/requestContext/extendedRequestId").asText()).isEqualTo("extended");
        assertThat(event.at("/requestContext/identity/userAgent").asText()).isEmpty();
        assertThat(event.at("/requestContext/identity/userAgent").isTextual()).isTrue();
    }

    /// Recorded in the snapshots of LambdaTestTool-v2 of aws/aws-lambda-dotnet
    /// (V1_CombinesSingleAndMultiValueHeadersHttpV1).
    @Test
    void aListFollowsTheSingleValueOfAHeader() {
        api.answering(200, """
                {"statusCode": 200, "headers": {"Combined": "single"}, "multiValueHeaders": {"Combined": ["1", "2"]}}""");

        HttpResponse response =
                TestHttpApi.post(api.routeTo("type: 'aws_proxy', uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(response.headers().all("Combined")).containsExactly("single", "1", "2");
    }

    /// Answers without a statusCode are as AWS answered in the snapshots of LambdaTestTool-v2 of
    /// aws/aws-lambda-dotnet (ToApiGatewayHttpApiV2ProxyResponse_VariousPayloads_ReturnsAsRawBody), others as in
    /// LocalStack's test_aws_proxy_response_payload_format_validation_v2, which AWS has answered.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1} | 200 | application/json | {\"a\": 1}",
                "{\"a\": 1, \"b\": | 200 | application/json | {\"a\": 1, \"b\":",
                "Hello, World! | 200 | application/json | Hello, World!",
                "\"a \\\"quoted\\\" text\" | 200 | application/json | a \"quoted\" text",
                "\"text\" | 200 | application/json | text",
                "3 | 200 | application/json | 3",
                "3.1 | 200 | application/json | 3.1",
                "true | 200 | application/json | true",
                "[\"hello\", 3, true] | 200 | application/json | [\"hello\", 3, true]",
                "{\"statusCode\": 201, \"headers\": {\"Content-Type\": \"text/html\"}, \"body\": \"<p>\"} | 201 | text/html | <p>",
                "{\"statusCode\": 200, \"body\": \"aGk=\", \"isBase64Encoded\": true} | 200 | text/plain;charset=UTF-8 | hi",
                "{} | 200 | application/json | {}",
                "{\"headers\": {\"a\": \"b\"}} | 200 | application/json | {\"headers\": {\"a\": \"b\"}}",
                "{\"errorMessage\": \"e\"} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
                "\"errorMessage\" | 200 | application/json | errorMessage",
                "{\"statusCode\": \"201\"} | 201 | text/plain;charset=UTF-8 | ``",
                "{\"statusCode\": \"test\"} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
                "{\"statusCode\": 200, \"cookies\": {\"a\": \"b\"}} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
                "{\"statusCode\": 200, \"multiValueHeaders\": {\"a\": \"b\"}} | 500 | application/json |"
                        + " {\"message\":\"Internal Server Error\"}",
                "{\"statusCode\": 200.5} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
                "{\"statusCode\": 9000} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
                "{\"statusCode\": 200, \"body\": {}} | 500 | application/json | {\"message\":\"Internal Server Error\"}",
            })
    void theAnswerOfFormat2(String returned, int status, String contentType, String body) {
        api.answering(200, returned);

        HttpResponse response = TestHttpApi.post(
                api.routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"),
                "application/json",
                "{}");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().all("Content-Type")).containsExactly(contentType);
        assertThat(response.text()).isEqualTo(body);
        assertThat(response.headers().first("apigw-requestid")).contains("extended");
    }

    @Test
    void cookiesOfAnAnswerAreHeaders() {
        api.answering(200, "{\"statusCode\": 200, \"cookies\": [\"a=1\", \"b=2\"]}");

        HttpResponse response = TestHttpApi.post(
                api.routeTo("type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'FUNCTION'"),
                "application/json",
                "{}");

        assertThat(response.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void format1IsTheEventOfRestApisAndRequiresAProxyResponse() {
        HttpResponse response =
                TestHttpApi.post(api.routeTo("type: 'aws_proxy', uri: 'FUNCTION'"), "application/json", "{}");

        assertThat(api.event().path("httpMethod").asText()).isEqualTo("POST");
        assertThat(api.event().at("/multiValueQueryStringParameters/q").size()).isEqualTo(2);
        assertThat(response.status()).isEqualTo(500);
    }

    @Test
    void anExecutionIsStartedAndTheClientGetsTheWholeAnswer() {
        api.answering(200, "{\"status\":\"SUCCEEDED\",\"output\":\"{}\"}");

        HttpResponse response =
                TestHttpApi.post(api.routeTo("""
                        type: 'aws_proxy', integrationSubtype: 'StepFunctions-StartSyncExecution', payloadFormatVersion: '1.0',
                        requestParameters: {StateMachineArn: 'arn:machine', Input: '$request.body',
                          Name: 'n-${request.path.id}-${context.stage}-${stageVariables.v}', TraceHeader: '$request.header.none',
                          Region: 'eu-west-1'}"""), "application/json", "{\"it's\": \"\\\"quoted\\\"\"}");

        AwsBackendRequest sent = api.asked.getLast();
        assertThat(sent.service()).isEqualTo("states");
        assertThat(sent.http().headers().first("X-Amz-Target")).contains("AWSStepFunctions.StartSyncExecution");
        assertThat(api.event())
                .isEqualTo(
                        TestApi.json(
                                "{stateMachineArn: 'arn:machine', input: '{\"it\\u0027s\": \"\\\\\"quoted\\\\\"\"}', name: 'n-1-$default-1'}"));
        assertThat(response.text()).isEqualTo("{\"status\":\"SUCCEEDED\",\"output\":\"{}\"}");
        assertThat(response.headers().first("Content-Type")).contains("application/json");
    }

    @Test
    void aRefusalOfTheServiceKeepsItsStatus() {
        api.answering(400, "{\"__type\":\"StateMachineDoesNotExist\"}");

        HttpResponse response = TestHttpApi.post(
                api.routeTo("type: 'aws_proxy', integrationSubtype: 'StepFunctions-StartExecution',"
                        + " requestParameters: {StateMachineArn: '$request.querystring.q'}"),
                "application/json",
                "");

        assertThat(api.event().path("stateMachineArn").asText()).isEqualTo("1,2");
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void aMessageIsSent() {
        TestHttpApi.post(
                api.routeTo("""
                        type: 'aws_proxy', integrationSubtype: 'SQS-SendMessage', requestParameters: {QueueUrl: 'http://q',
                          MessageBody: '$request.body.message', DelaySeconds: '5', MessageAttributes: '$request.body.attributes'}"""),
                "application/json",
                "{\"message\": {\"a\": 1}, \"attributes\": {\"k\": {\"DataType\": \"String\", \"StringValue\": \"v\"}}}");

        assertThat(QueryString.parse(api.asked.getLast().http().text()).parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Action", List.of("SendMessage"),
                        "Version", List.of("2012-11-05"),
                        "QueueUrl", List.of("http://q"),
                        "MessageBody", List.of("{\"a\":1}"),
                        "DelaySeconds", List.of("5"),
                        "MessageAttribute.1.Name", List.of("k"),
                        "MessageAttribute.1.Value.DataType", List.of("String"),
                        "MessageAttribute.1.Value.StringValue", List.of("v")));
    }

    @Test
    void anEndpointIsProxiedWithMappings() throws IOException {
        try (EchoServer server = new EchoServer()) {
            HttpResponse response =
                    TestHttpApi.post(api.routeTo("""
                            type: 'http_proxy', httpMethod: 'PUT', uri: 'SERVER/raw/{id}', requestParameters: {
                              'append:header.x-many': 'more', 'remove:querystring.q': "''", 'append:querystring.r': '$request.path.id',
                              'overwrite:path': '/raw/over ${request.path.id}'},
                            responseParameters: {'200': {'overwrite:statuscode': '202', 'append:header.x-id': '$context.requestId',
                              'remove:header.X-Answered-By': "''"}}""".replace("SERVER", server.address())), "application/json", "body");

            assertThat(response.status()).isEqualTo(202);
            assertThat(response.text()).isEqualTo("body");
            assertThat(response.headers().first("x-id")).contains("extended");
            assertThat(response.headers().contains("X-Answered-By")).isFalse();
            EchoServer.Asked sent = server.asked.getLast();
            assertThat(sent.method()).isEqualTo("PUT");
            assertThat(sent.uri()).isEqualTo("/raw/over%201?r=1");
            assertThat(sent.headers().get("X-many")).containsExactlyInAnyOrder("1", "2", "more");
        }
    }
}
