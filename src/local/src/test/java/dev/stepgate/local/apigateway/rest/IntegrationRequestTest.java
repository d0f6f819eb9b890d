// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The requests to an endpoint. Sources: API Gateway Developer Guide, "Integration passthrough
/// behaviors" and "Parameter mapping source reference"; our own where a comment says so.
class IntegrationRequestTest {
    private static final String DEFAULT = "responses: {default: {statusCode: '200'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "when_no_match     | application/json                  | J",
                "when_no_match     | application/json; charset=UTF-8   | J",
                "when_no_match     | Application/JSON                  | J",
                "when_no_match     |                                   | J",
                "when_no_match     | text/plain                        | body",
                "when_no_templates | application/json                  | J",
                "when_no_templates | text/plain                        | 415",
                "never             | application/json                  | J",
                "never             | text/plain                        | 415",
            })
    void aBodyTakesTheTemplateOfItsTypeOrPassesThrough(String behavior, String contentType, String expected) {
        TestApi api = TestApi.ofFunction("passthroughBehavior: '" + behavior
                + "', requestTemplates: {'application/json': 'J', 'application/xml': 'X'}, " + DEFAULT);

        HttpResponse response = api.post("/x", contentType == null ? "" : contentType, "body");

        assertThat(response.status() == 415 ? "415" : api.backendBody()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"when_no_match, body", "when_no_templates, body", "never, 415"})
    void withoutTemplatesABodyPassesThroughUnlessNever(String behavior, String expected) {
        TestApi api = TestApi.ofFunction("passthroughBehavior: '" + behavior + "', " + DEFAULT);

        HttpResponse response = api.post("/x", "application/json", "body");

        assertThat(response.status() == 415 ? "415" : api.backendBody()).isEqualTo(expected);
    }

    @Test
    void theDefaultTemplateTakesEveryOtherType() {
        TestApi api = TestApi.ofFunction("requestTemplates: {'$default': 'D', 'application/json': 'J'}, " + DEFAULT);

        api.post("/x", "text/plain", "body");
        assertThat(api.backendBody()).isEqualTo("D");
        api.post("/x", "application/json", "body");
        assertThat(api.backendBody()).isEqualTo("J");
    }

    /// Recorded from API Gateway by LocalStack (integration_request.py): it takes the mapping.
    @ParameterizedTest
    @CsvSource({"X-Amzn-Trace-Id", "Content-Length", "Authorization"})
    void aRequestThatSetsAHeaderOfApiGatewaysOwnFails(String header) {
        TestApi api = TestApi.ofFunction("requestParameters: {'integration.request.header." + header
                + "': 'method.request.querystring.q'}, " + DEFAULT);

        assertThat(api.warnings()).singleElement().asString().contains("does not let a mapping set " + header);
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(200);
        assertThat(api.post("/x?q=1", "application/json", "{}").status()).isEqualTo(500);
    }

    @Test
    void parametersAreMappedFromTheRequestTheContextTheStageAndTexts() {
        TestApi api = TestApi.of("""
                {openapi: '3.0.1', paths: {'/x/{id}': {post: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {
                  type: 'aws', httpMethod: 'POST', uri: 'arn:aws:apigateway:us-east-1:s3:path/bucket/{key}',
                  requestParameters: {
                    'integration.request.path.key': 'method.request.path.id',
                    'integration.request.querystring.one': 'method.request.querystring.q',
                    'integration.request.querystring.all': 'method.request.multivaluequerystring.q',
                    'integration.request.querystring.none': 'method.request.querystring.none',
                    'integration.request.header.X-One': 'method.request.header.x-in',
                    'integration.request.header.X-All': 'method.request.multivalueheader.X-In',
                    'integration.request.header.X-Body': 'method.request.body.a[1].b',
                    'integration.request.header.X-Object': 'method.request.body.a[1]',
                    'integration.request.header.X-Context': 'context.identity.sourceIp',
                    'integration.request.header.X-Stage': 'stageVariables.v',
                    'integration.request.header.X-Text': "'it''s'"
                  }, responses: {default: {statusCode: '200'}}}}}}}""".replace("''s", "s"), TestApi.stage(Map.of("v", "1")));
        Headers headers = Headers.of(List.of(new Header("X-In", "a"), new Header("X-In", "b")));
        byte[] body = "{\"a\": [0, {\"b\": 7}]}".getBytes(StandardCharsets.UTF_8);

        api.call(HttpRequest.of("POST", "/test/x/k%20%2F%C3%A9?q=1&q=2%262", headers, body));

        AwsBackendRequest sent = api.backendRequests.getLast();
        assertThat(sent.service()).isEqualTo("s3");
        assertThat(sent.http().rawPath()).isEqualTo("/bucket/k%20/%C3%A9");
        assertThat(sent.http().rawQuery()).isEqualTo("one=2%262&all=1&all=2%262");
        assertThat(sent.http().headers().first("X-One")).contains("b");
        assertThat(sent.http().headers().first("X-All")).contains("a,b");
        assertThat(sent.http().headers().first("X-Body")).contains("7");
        assertThat(sent.http().headers().first("X-Object")).contains("{\"b\":7}");
        assertThat(sent.http().headers().first("X-Context")).contains("127.0.0.1");
        assertThat(sent.http().headers().first("X-Stage")).contains("1");
        assertThat(sent.http().headers().first("X-Text")).contains("its");
    }

    @Test
    void aTemplateOverridesWhatIsMapped() {
        TestApi api = TestApi.ofFunction("""
                requestParameters: {'integration.request.header.X-A': "'mapped'", 'integration.request.header.X-B': "'mapped'"},
                requestTemplates: {'application/json':
                  '#set($context.requestOverride.header.x-a = "set")#set($context.requestOverride.header.X-C = ["1", "2"])#set($context.requestOverride.querystring.q = "v")body'},
                """ + DEFAULT);

        api.post("/x", "application/json", "{}");

        HttpRequest sent = api.backendRequests.getLast().http();
        assertThat(sent.headers().all("X-A")).containsExactly("set");
        assertThat(sent.headers().all("X-B")).containsExactly("mapped");
        assertThat(sent.headers().all("X-C")).containsExactly("1", "2");
        assertThat(sent.rawQuery()).isEqualTo("q=v");
        assertThat(sent.text()).isEqualTo("body");
    }

    /// Validated with API Gateway by localstack/localstack (test_parameters_mapping.py).
    @ParameterizedTest
    @CsvSource({
        "method.request.body, '', {}",
        "method.request.body, ' <a> ', <a>",
        "method.request.body, '{\"a\": 1}', '{\"a\": 1}'",
        "method.request.body.a, <a>,",
        "method.request.body.a, '',",
        "method.request.body.a, '{\"a\": 1}', 1",
    })
    void aBodyIsMappedWholeOrInPart(String source, String body, @Nullable String expected) {
        TestApi api =
                TestApi.ofFunction("requestParameters: {'integration.request.header.X': '" + source + "'}, " + DEFAULT);

        api.post("/x", "text/plain", body);

        assertThat(api.backendRequests.getLast().http().headers().first("X")).isEqualTo(Optional.ofNullable(expected));
    }

    /// Validated with API Gateway by localstack/localstack (test_parameters_mapping.py).
    @ParameterizedTest
    @ValueSource(strings = {"method.request.body.a", "method.request.body"})
    void aMappingFromABodyThatIsNotJsonIsABadRequest(String source) {
        TestApi api =
                TestApi.ofFunction("requestParameters: {'integration.request.header.X': '" + source + "'}, " + DEFAULT);

        HttpResponse response = api.post("/x", "application/json", "\n{a");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).isEqualTo("{\"message\":\"Invalid JSON in request body\"}");
    }

    @Test
    void aTemplateThatFailsIsAnInternalErrorWithoutDetails() {
        TestApi api = TestApi.ofFunction(
                "requestTemplates: {'application/json': '$context.stage.substring(99)'}, " + DEFAULT);

        HttpResponse response = api.post("/x", "application/json", "{}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(api.backendRequests).isEmpty();
    }

    @Test
    void anActionOfAQueryServiceIsAParameter() {
        TestApi api = TestApi.ofMethod("""
                'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST',
                  uri: 'arn:aws:apigateway:eu-west-1:sqs:action/SendMessage',
                  requestParameters: {'integration.request.querystring.QueueUrl': "'http://q'",
                    'integration.request.querystring.MessageBody': 'method.request.body'},
                  responses: {default: {statusCode: '200'}}}""");

        api.post("/x", "application/json", "{\"a\":1}");

        AwsBackendRequest sent = api.backendRequests.getLast();
        assertThat(sent.service()).isEqualTo("sqs");
        assertThat(sent.region()).isEqualTo("eu-west-1");
        assertThat(sent.http().query().parameters())
                .isEqualTo(Map.of(
                        "QueueUrl", List.of("http://q"),
                        "MessageBody", List.of("{\"a\":1}"),
                        "Action", List.of("SendMessage")));
    }

    /// Amazon API Gateway REST API reference, `PutIntegration`, `uri`: `action/GetObject&Bucket={bucket}&Key={key}`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sqs:action/SendMessage&QueueUrl={id}&Version=1 | POST /?QueueUrl=a%20b&Version=1&Action=SendMessage",
                "dynamodb:action/PutItem&Table=items | POST /?Table=items",
            })
    void parametersMayFollowTheNameOfAnAction(String action, String expected) {
        TestApi api = TestApi.ofMethod("""
                'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST',
                  uri: 'arn:aws:apigateway:eu-west-1:ACTION',
                  requestParameters: {'integration.request.path.id': 'method.request.querystring.id'},
                  responses: {default: {statusCode: '200'}}}""".replace("ACTION", action));

        api.call(HttpRequest.of("POST", "/test/x?id=a%20b"));

        HttpRequest sent = api.backendRequests.getLast().http();
        assertThat(sent.method() + " " + sent.target()).isEqualTo(expected);
    }

    @Test
    void aServiceIsAskedForJsonInTheNameOfTheApi() {
        TestApi api = TestApi.ofFunction(DEFAULT);

        api.call(HttpRequest.of(
                "POST",
                "/test/x",
                Headers.of(List.of(new Header("Accept", "application/xml"), new Header("User-Agent", "curl"))),
                new byte[0]));

        Headers sent = api.backendRequests.getLast().http().headers();
        assertThat(sent.first("Accept")).contains("application/json");
        assertThat(sent.first("User-Agent")).contains("AmazonAPIGateway_api1234567");
        assertThat(sent.first("Content-Type")).contains("application/json");
    }

    @Test
    void templatesSeeNoHeadersOfTheConnection() {
        TestApi api = TestApi.ofMock(
                "responses: {default: {statusCode: '200', responseTemplates:"
                        + " {'application/json': '[$input.params(\"Connection\")][$input.params(\"TE\")][$input.params(\"X\")]'}}}");

        HttpResponse response = api.call("POST", "/x", Map.of("Connection", "close", "TE", "gzip", "X", "kept"));

        assertThat(response.text()).isEqualTo("[][][kept]");
    }

    @Test
    void theContextOfARequest() {
        TestApi api = TestApi.ofMock("""
                responses: {default: {statusCode: '200', responseTemplates: {'application/json':
                  '#foreach($key in $context.keySet())$key=$context.get($key)
                #end$context.identity.sourceIp $context.identity.userAgent $context.identity.user.'}}}""".replace("\n#end", "\\n#end"));

        HttpResponse response = api.call("POST", "/x?q=1", Map.of("User-Agent", "test"));

        assertThat(response.text()).isEqualTo("""
                accountId=123456789012
                apiId=api1234567
                deploymentId=DEPLOYMENT
                domainName=api1234567.execute-api.us-east-1.amazonaws.com
                domainPrefix=api1234567
                extendedRequestId=extended
                httpMethod=POST
                identity=
                path=/test/x
                protocol=HTTP/1.1
                requestId=request-1
                requestOverride=
                requestTime=21/Nov/2026:10:15:30 +0000
                requestTimeEpoch=1795256130000
                responseOverride=
                stage=test
                resourceId=RESOURCE
                resourcePath=/x
                127.0.0.1 test .""".replace("DEPLOYMENT", text(response, "deploymentId"))
                .replace("RESOURCE", text(response, "resourceId")));
    }

    private static String text(HttpResponse response, String key) {
        return response.text()
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .findFirst()
                .orElseThrow()
                .split("=")[1];
    }
}
