// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions behind a proxy integration (API Gateway Developer Guide, "Lambda proxy integrations").
class LambdaProxyTest {
    private static final String DOCUMENT = """
            {openapi: '3.0.1', 'x-amazon-apigateway-binary-media-types': ['image/png'], paths: {'/things/{id}': {
              'x-amazon-apigateway-any-method': {'x-amazon-apigateway-integration':
                {type: 'aws_proxy', httpMethod: 'POST', uri: 'FUNCTION'}}}}}
            """.replace("FUNCTION", TestApi.FUNCTION);

    private final TestApi api = TestApi.of(DOCUMENT, TestApi.stage(Map.of("v", "1")));

    @Test
    void theEventDescribesTheRequest() {
        api.answering(200, "{\"statusCode\": 200}");
        Headers headers = Headers.of(List.of(
                new Header("Host", "localhost:3000"),
                new Header("X-Many", "1"),
                new Header("X-Many", "2"),
                new Header("Connection", "close"),
                new Header("User-Agent", "test")));

        api.call(HttpRequest.of(
                "PUT", "/test/things/a%20b?q=1&q=2&r=", headers, "{\"it's\": \"é\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(api.backendRequests.getLast().http().rawPath())
                .isEqualTo("/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:echo/invocations");
        assertThat(Json.parse(api.backendBody()))
                .isEqualTo(TestApi.json(
                        """
                {
                  resource: '/things/{id}', path: '/things/a%20b', httpMethod: 'PUT',
                  headers: {Host: 'localhost:3000', 'X-Many': '2', 'User-Agent': 'test', 'X-Amzn-Trace-Id': 'Root=1-0-1',
                    'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Port': '3000', 'X-Forwarded-Proto': 'http'},
                  multiValueHeaders: {Host: ['localhost:3000'], 'X-Many': ['1', '2'], 'User-Agent': ['test'],
                    'X-Amzn-Trace-Id': ['Root=1-0-1'], 'X-Forwarded-For': ['127.0.0.1'], 'X-Forwarded-Port': ['3000'],
                    'X-Forwarded-Proto': ['http']},
                  queryStringParameters: {q: '2', r: ''}, multiValueQueryStringParameters: {q: ['1', '2'], r: ['']},
                  pathParameters: {id: 'a%20b'}, stageVariables: {v: '1'},
                  requestContext: {
                    accountId: '123456789012', apiId: 'api1234567', deploymentId: 'DEPLOYMENT',
                    domainName: 'api1234567.execute-api.us-east-1.amazonaws.com', domainPrefix: 'api1234567',
                    extendedRequestId: 'extended', httpMethod: 'PUT', path: '/test/things/a%20b', protocol: 'HTTP/1.1',
                    requestId: 'request-1', requestTime: '21/Nov/2026:10:15:30 +0000', requestTimeEpoch: 1795256130000,
                    resourceId: 'RESOURCE', resourcePath: '/things/{id}', stage: 'test',
                    identity: {accessKey: null, accountId: null, caller: null, cognitoAuthenticationProvider: null,
                      cognitoAuthenticationType: null, cognitoIdentityId: null, cognitoIdentityPoolId: null,
                      principalOrgId: null, sourceIp: '127.0.0.1', user: null, userAgent: 'test', userArn: null}},
                  body: '{"it\\u0027s": "é"}', isBase64Encoded: false
                }""".replace("DEPLOYMENT", context("deploymentId")).replace("RESOURCE", context("resourceId"))));
    }

    private String context(String name) {
        return Json.parse(api.backendBody()).path("requestContext").path(name).asText();
    }

    @Test
    void absentPartsOfTheRequestAreNull() {
        TestApi plain =
                TestApi.ofMethod("'x-amazon-apigateway-integration': {type: 'aws_proxy', httpMethod: 'POST', uri: '"
                        + TestApi.FUNCTION + "'}");

        plain.call("POST", "/x", Map.of());

        for (String name : List.of("queryStringParameters", "pathParameters", "stageVariables", "body")) {
            assertThat(Json.parse(plain.backendBody()).get(name).isNull())
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void binaryBodiesAreSentInBase64() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G'};
        api.answering(200, """
                {"statusCode": 200, "headers": {"Content-Type": "image/png"}, "body": "iVBORw==", "isBase64Encoded": true}""");

        HttpResponse response = api.call(HttpRequest.of(
                "POST",
                "/test/things/1",
                Headers.of("Content-Type", "image/png").plus("Accept", "image/png"),
                png));

        assertThat(Json.parse(api.backendBody()).path("body").asText()).isEqualTo("iVBORw==");
        assertThat(Json.parse(api.backendBody()).path("isBase64Encoded").asBoolean())
                .isTrue();
        assertThat(response.body()).isEqualTo(png);
    }

    @Test
    void theAnswerIsTheFunctions() {
        api.answering(200, """
                {"statusCode": 201, "headers": {"X-A": "1", "X-B": "single", "Date": "today", "Content-Type": "text/plain"},
                 "multiValueHeaders": {"X-B": ["1", "2"], "Set-Cookie": ["a=1", "b=2"]}, "body": "made"}""");

        HttpResponse response = api.get("/things/1");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.text()).isEqualTo("made");
        assertThat(response.headers().first("X-A")).contains("1");
        assertThat(response.headers().all("X-B")).containsExactly("1", "2", "single");
        assertThat(response.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().first("x-amzn-Remapped-Date")).contains("today");
        assertThat(response.headers().all("Content-Type")).containsExactly("text/plain");
    }

    /// Recorded in `test_apigateway_integrations.py::test_apigateway_header_remapping_aws` of localstack/localstack.
    @Test
    void aMappingOfAHeaderThatIsNotForMappingsIsAConfigurationError() {
        TestApi mapped = TestApi.of("""
                {openapi: '3.0.1', paths: {'/x': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                  {type: 'aws_proxy', httpMethod: 'POST', uri: 'FUNCTION',
                   requestParameters: {'integration.request.header.Content-Length': "'1'"}}}}}}""".replace("FUNCTION", TestApi.FUNCTION));

        assertThat(mapped.get("/x").status()).isEqualTo(500);
    }

    @Test
    void aHeaderAndAListOfItsNameAreMerged() {
        api.answering(200, """
                {"statusCode": 200, "headers": {"test-multi": "value-solo", "same": "a"},
                 "multiValueHeaders": {"tesT-Multi": ["value-multi"], "same": ["a", "b"]}}""");

        HttpResponse response = api.get("/things/1");

        assertThat(response.headers().all("test-multi")).containsExactly("value-multi", "value-solo");
        assertThat(response.headers().all("same")).containsExactly("a", "b");
    }

    /// A boolean as recorded; the others as API Gateway's users report them (see LambdaProxyResponse).
    @Test
    void numbersAndBooleansAreTextsAndNullRemovesAHeader() {
        api.answering(200, """
                {"statusCode": 200, "headers": {"X-Bool": true, "Access-Control-Max-Age": 86400, "X-Half": 0.5, "Content-Type": null},
                 "multiValueHeaders": {"X-Many": [1, true, "a"]}, "body": 42}""");

        HttpResponse response = api.get("/things/1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("42");
        assertThat(response.headers().first("X-Bool")).contains("true");
        assertThat(response.headers().first("Access-Control-Max-Age")).contains("86400");
        assertThat(response.headers().first("X-Half")).contains("0.5");
        assertThat(response.headers().all("X-Many")).containsExactly("1", "true", "a");
        assertThat(response.headers().contains("Content-Type")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"statusCode\": 200}", "{\"statusCode\": \"200\", \"body\": null}"})
    void anEmptyObjectIsAnEmpty200(String answer) {
        HttpResponse response = api.answering(200, answer).get("/things/1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().first("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"text\"",
                "7",
                "not JSON",
                "{\"statusCode\": 200, \"wrongValue\": 1}",
                "{\"statusCode\": 99}",
                "{\"statusCode\": 200, \"headers\": {\"X\": [1]}}",
                "{\"statusCode\": 200, \"multiValueHeaders\": {\"X\": \"1\"}}",
                "{\"statusCode\": 200, \"multiValueHeaders\": []}",
                "{\"statusCode\": 200, \"headers\": []}",
                "{\"statusCode\": \"two hundred\"}",
                "{\"statusCode\": 200, \"body\": {\"a\": 1}}"
            })
    void anAnswerThatIsNotAProxyResponseIsABadGateway(String answer) {
        HttpResponse response = api.answering(200, answer).get("/things/1");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void aFunctionErrorIsABadGateway() {
        api.answering(_ -> new HttpResponse(
                200,
                Headers.of("X-Amz-Function-Error", "Unhandled"),
                "{\"errorMessage\": \"secret\", \"statusCode\": 200}".getBytes(StandardCharsets.UTF_8)));

        HttpResponse response = api.get("/things/1");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.text()).doesNotContain("secret");
    }

    /// As recorded by test_lambda_aws_proxy_integration_request_data_mapping of LocalStack's AWS-validated
    /// tests.
    @Test
    void mappedParametersAreNotInTheEvent() {
        TestApi mapped = TestApi.of("""
                {openapi: '3.0.1', paths: {'/{pathVariable}': {post: {responses: {}, 'x-amazon-apigateway-integration':
                  {type: 'aws_proxy', httpMethod: 'POST', uri: 'FUNCTION', requestParameters: {
                    'integration.request.header.headerVar': 'method.request.header.foobar',
                    'integration.request.querystring.queryString': 'method.request.querystring.testQueryString'}}}}}}""".replace("FUNCTION", TestApi.FUNCTION));

        mapped.call(HttpRequest.of(
                "POST",
                "/test/foobar?testQueryString=foo&testVar=bar",
                Headers.of("foobar", "mapped-value").plus("headerVar", "request-value"),
                new byte[0]));

        JsonNode event = Json.parse(mapped.backendBody());
        assertThat(event.at("/headers/headerVar").asText()).isEqualTo("request-value");
        assertThat(event.path("queryStringParameters"))
                .isEqualTo(TestApi.json("{testQueryString: 'foo', testVar: 'bar'}"));
    }

    /// As recorded by test_lambda_aws_proxy_integration of localstack/localstack.
    @ParameterizedTest
    @CsvSource({
        "/test/proxy-value, /proxy-value, proxy-value, /test/proxy-value",
        "/test/proxy-value/, /proxy-value/, proxy-value, /test/proxy-value/",
        "/test/proxy-value//double-slash, /proxy-value//double-slash, proxy-value//double-slash,"
                + " /test/proxy-value//double-slash",
        "//test/proxy-value, /proxy-value, proxy-value, /test/proxy-value",
        "/test//proxy-value, /proxy-value, proxy-value, /test//proxy-value",
        "/test/api/test%2Balias@a.com/test+alias@a.com, /api/test%2Balias@a.com/test+alias@a.com,"
                + " api/test%2Balias@a.com/test+alias@a.com, /test/api/test%2Balias@a.com/test+alias@a.com",
    })
    void aPathIsNotDecodedAndBeginsWithOneSlash(String target, String path, String parameter, String contextPath) {
        TestApi greedy = ofProxy("/{proxy+}", "");

        greedy.call(HttpRequest.of("GET", target));

        JsonNode event = Json.parse(greedy.backendBody());
        assertThat(event.path("path").asText()).isEqualTo(path);
        assertThat(event.at("/pathParameters/proxy").asText()).isEqualTo(parameter);
        assertThat(event.at("/requestContext/path").asText()).isEqualTo(contextPath);
    }

    /// As recorded by test_lambda_aws_proxy_integration of localstack/localstack.
    @Test
    void twoHeadersHaveTheirUsualNames() {
        api.call("GET", "/things/1", Map.of("aUThorization", "a", "user-Agent", "b", "tEsT-HEADeR", "c"));

        JsonNode headers = Json.parse(api.backendBody()).path("headers");
        assertThat(headers.path("Authorization").asText()).isEqualTo("a");
        assertThat(headers.path("User-Agent").asText()).isEqualTo("b");
        assertThat(headers.path("tEsT-HEADeR").asText()).isEqualTo("c");
    }

    /// As recorded by test_aws_proxy_response_payload_format_validation of localstack/localstack.
    @Test
    void aListNamesTheHeader() {
        api.answering(200, """
                {"statusCode": 200, "multiValueHeaders": {"tesT-Multi": ["list"]}, "headers": {"test-multi": "single"}}""");

        assertThat(api.get("/things/1").headers().fields())
                .filteredOn(field -> field.name().equalsIgnoreCase("test-multi"))
                .extracting(Header::name, Header::value)
                .containsExactly(tuple("tesT-Multi", "list"), tuple("tesT-Multi", "single"));
    }

    /// As recorded by test_lambda_aws_proxy_integration_non_post_method of localstack/localstack.
    @Test
    void anotherMethodThanPostFailsEachRequest() {
        TestApi get = ofProxy("/x", "httpMethod: 'GET',");

        HttpResponse response = get.get("/x");

        assertThat(get.warnings()).singleElement().asString().contains("httpMethod: expected POST");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(get.backendRequests).isEmpty();
    }

    private static TestApi ofProxy(String path, String member) {
        String method = member.isEmpty() ? "httpMethod: 'POST'," : member;
        return TestApi.of("{openapi: '3.0.1', paths: {'" + path + "': {'x-amazon-apigateway-any-method':"
                + " {'x-amazon-apigateway-integration': {type: 'aws_proxy', " + method + " uri: '" + TestApi.FUNCTION
                + "'}}}}}");
    }
}
