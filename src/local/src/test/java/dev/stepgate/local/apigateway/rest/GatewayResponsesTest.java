// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.GatewayResponseType;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The answers of API Gateway itself (API Gateway Developer Guide, "Gateway response types").
class GatewayResponsesTest {
    private static final String METHODS = """
            openapi: '3.0.1', EXTRA
            'x-amazon-apigateway-request-validators': {all: {validateRequestBody: true, validateRequestParameters: true}},
            components: {schemas: {}, securitySchemes: {
              api_key: {type: 'apiKey', name: 'x-api-key', in: 'header'},
              sigv4: {type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4'},
              lambda: {type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authorizer':
                {type: 'token', authorizerUri: 'FUNCTION', authorizerResultTtlInSeconds: 0}}
            }},
            paths: {
              '/iam': {get: {security: [{sigv4: []}], MOCK}},
              '/key': {get: {security: [{api_key: []}], MOCK}},
              '/lambda': {get: {security: [{lambda: []}], MOCK}},
              '/body': {post: {'x-amazon-apigateway-request-validator': 'all',
                requestBody: {content: {'application/json': {schema: {type: 'object', required: ['a']}}}}, MOCK}},
              '/parameters/{id}': {get: {'x-amazon-apigateway-request-validator': 'all',
                parameters: [{in: 'query', name: 'q', required: true}, {in: 'header', name: 'X-H', required: true}], MOCK}},
              '/media': {post: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                {type: 'mock', passthroughBehavior: 'never', responses: {default: {statusCode: '200'}}}}},
              '/nothing-matches': {post: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                {type: 'mock', responses: {'2..': {statusCode: '200'}}}}},
              '/bad-mock': {post: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                {type: 'mock', responses: {default: {statusCode: '200'}}}}},
              '/slow': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                {type: 'aws', httpMethod: 'POST', timeoutInMillis: 50, uri: 'FUNCTION', responses: {default: {statusCode: '200'}}}}},
              '/proxy': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                {type: 'aws_proxy', httpMethod: 'POST', uri: 'FUNCTION'}}},
              '/network': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration':
                {type: 'http_proxy', httpMethod: 'GET', uri: 'http://127.0.0.1:1/'}}}
            }
            """;

    private static final String MOCK = """
            responses: {'200': {}}, 'x-amazon-apigateway-integration':
              {type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'}, responses: {default: {statusCode: '200'}}}
            """;

    private static TestApi api(String extra) {
        return TestApi.of("{"
                + METHODS.replace("EXTRA", extra).replace("MOCK", MOCK).replace("FUNCTION", TestApi.FUNCTION)
                + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /unknown | 403 | MissingAuthenticationTokenException | \"Missing Authentication Token\"",
                "PUT /body | 403 | MissingAuthenticationTokenException | \"Missing Authentication Token\"",
                "GET /iam | 403 | MissingAuthenticationTokenException | \"Missing Authentication Token\"",
                "GET /key | 403 | ForbiddenException | \"Forbidden\"",
                "GET /lambda | 401 | UnauthorizedException | \"Unauthorized\"",
                "POST /body | 400 | BadRequestException | \"Invalid request body\"",
                "GET /parameters/1 | 400 | BadRequestException | \"Missing required request parameters: [X-H, q]\"",
                "POST /media | 415 | BadRequestException | \"Unsupported Media Type\"",
                "POST /bad-mock | 500 | InternalServerErrorException | \"Internal server error\"",
                "GET /slow | 504 | InternalServerErrorException | \"Endpoint request timed out\"",
                "GET /network | 504 | InternalServerErrorException | \"Network error communicating with endpoint\"",
            })
    void answersAFailureAsApiGatewayDoes(String request, int status, String errorType, String message) {
        HttpResponse response = call(api("").answeringLater(new CompletableFuture<>()), request);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).isEqualTo("{\"message\":" + message + "}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains(errorType);
        assertThat(response.headers().first("Content-Type")).contains("application/json");
        assertThat(response.headers().first("x-amzn-RequestId")).contains("request-1");
        assertThat(response.headers().first("x-amz-apigw-id")).contains("extended");
    }

    @Test
    void answersAnAuthorizationThatIsNotASignature() {
        HttpResponse response = api("").call("GET", "/iam", Map.of("Authorization", "Bearer x"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("InvalidSignatureException");
    }

    @Test
    void answersAPayloadOverTenMegabytes() {
        byte[] body = new byte[10 * 1024 * 1024 + 1];

        HttpResponse response = api("").call(HttpRequest.of("POST", "/test/bad-mock", Headers.none(), body));

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.text()).isEqualTo("{\"message\":\"Request Too Long\"}");
    }

    /// Recorded in [lgtm-generator#10](https://github.com/koki-develop/lgtm-generator/issues/10).
    @Test
    void answersARequestThatIsTooLargeForItsFunction() {
        HttpResponse response = api("").answering(413, "{}").get("/proxy");

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.text()).isEqualTo("{\"message\":\"Request Too Long\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).hasValue("BadRequestException");
    }

    @Test
    void answersAResponseThatNoPatternMatches() {
        HttpResponse response = api("").post("/nothing-matches", "application/json", "{\"statusCode\": 404}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void answersAFunctionBehindAProxyThatFailed() {
        HttpResponse response = api("").answering(200, "\"no proxy response\"").get("/proxy");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @ParameterizedTest
    @EnumSource(GatewayResponseType.class)
    void everyTypeHasItsStatusHeadersAndTemplates(GatewayResponseType type) {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.0.1");
        document.withObject("/x-amazon-apigateway-gateway-responses/" + type).setAll((ObjectNode) TestApi.json("""
                {statusCode: '418', responseParameters: {'gatewayresponse.header.X-T': "'tea'"},
                 responseTemplates: {'application/json': 'pot'}}"""));

        GatewayResponse set = RestApi.fromOpenApi(document, TestApi.stage(Map.of()))
                .gatewayResponses()
                .select(type);

        assertThat(set.status()).contains(418);
        assertThat(set.headers()).extracting(ParameterMapping::name).containsExactly("X-T");
        assertThat(set.templates()).containsOnlyKeys("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /unknown | MISSING_AUTHENTICATION_TOKEN",
                "GET /key | INVALID_API_KEY",
                "GET /lambda | UNAUTHORIZED",
                "POST /body | BAD_REQUEST_BODY",
                "GET /parameters/1 | BAD_REQUEST_PARAMETERS",
                "POST /media | UNSUPPORTED_MEDIA_TYPE",
                "GET /slow | INTEGRATION_TIMEOUT",
                "GET /network | INTEGRATION_FAILURE",
                "POST /bad-mock | DEFAULT_5XX",
                "POST /nothing-matches | API_CONFIGURATION_ERROR",
            })
    void aFailureTakesTheSettingsOfItsType(String request, String type) {
        TestApi api = api("'x-amazon-apigateway-gateway-responses': {" + type
                        + ": {statusCode: '418', responseTemplates:"
                        + " {'application/json': '$context.error.responseType'}}},")
                .answeringLater(new CompletableFuture<>());
        HttpResponse response = type.equals("API_CONFIGURATION_ERROR")
                ? api.post("/nothing-matches", "application/json", "{\"statusCode\": 404}")
                : call(api, request);

        assertThat(response.status()).isEqualTo(418);
        assertThat(response.text()).isEqualTo(type);
    }

    @Test
    void aTypeWithoutSettingsHasTheDefaultsOfItsClass() {
        TestApi api = api("""
                'x-amazon-apigateway-gateway-responses': {
                  DEFAULT_4XX: {responseParameters: {'gatewayresponse.header.Access-Control-Allow-Origin': "'*'"},
                    responseTemplates: {'application/json': '{"error": $context.error.messageString}'}},
                  UNAUTHORIZED: {statusCode: '499'},
                  DEFAULT_5XX: {statusCode: '599'}},
                """).answeringLater(new CompletableFuture<>());

        HttpResponse forbidden = api.get("/key");
        HttpResponse unauthorized = api.get("/lambda");

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.text()).isEqualTo("{\"error\": \"Forbidden\"}");
        assertThat(forbidden.headers().first("Access-Control-Allow-Origin")).contains("*");
        assertThat(unauthorized.status()).isEqualTo(499);
        assertThat(unauthorized.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(unauthorized.headers().contains("Access-Control-Allow-Origin"))
                .isFalse();
        assertThat(api.get("/slow").status()).isEqualTo(599);
    }

    @Test
    void textsAndHeadersKnowTheContextTheStageAndTheRequest() {
        TestApi api = TestApi.of("""
                {openapi: '3.0.1', paths: {}, 'x-amazon-apigateway-gateway-responses': {MISSING_AUTHENTICATION_TOKEN: {
                  responseParameters: {
                    'gatewayresponse.header.X-Path': 'context.path',
                    'gatewayresponse.header.X-Query': 'method.request.querystring.q',
                    'gatewayresponse.header.X-Header': 'method.request.header.x-in',
                    'gatewayresponse.header.X-Variable': 'stageVariables.v',
                    'gatewayresponse.header.X-None': 'method.request.header.none',
                    'gatewayresponse.header.Content-Type': "'text/plain'"},
                  responseTemplates: {'application/json':
                    '$context.error.message|${context.httpMethod}|$stageVariables.v|$context.nothing|$input.body|$method.request.querystring.q.'}}}}
                """, TestApi.stage(Map.of("v", "1")));

        HttpResponse response = api.call("GET", "/a?q=b%20c", Map.of("X-In", "h"));

        assertThat(response.text()).isEqualTo("Missing Authentication Token|GET|1||$input.body|b c.");
        assertThat(response.headers().first("X-Path")).contains("/test/a");
        assertThat(response.headers().first("X-Query")).contains("b c");
        assertThat(response.headers().first("X-Header")).contains("h");
        assertThat(response.headers().first("X-Variable")).contains("1");
        assertThat(response.headers().contains("X-None")).isFalse();
        assertThat(response.headers().all("Content-Type")).containsExactly("text/plain");
    }

    @Test
    void theTextIsThatForWhatTheClientAccepts() {
        TestApi api = TestApi.of("""
                {openapi: '3.0.1', paths: {}, 'x-amazon-apigateway-gateway-responses': {DEFAULT_4XX: {
                  responseTemplates: {'application/xml': '<e/>', 'application/json': '{}'}}}}""");

        assertThat(api.call("GET", "/a", Map.of("Accept", "application/xml")).text())
                .isEqualTo("<e/>");
        assertThat(api.call("GET", "/a", Map.of("Accept", "text/html")).text()).isEqualTo("{}");
    }

    @Test
    void listsTheViolationsOfAModel() {
        TestApi api = api("""
                'x-amazon-apigateway-gateway-responses': {BAD_REQUEST_BODY: {responseTemplates: {
                  'application/json': '$context.error.validationErrorString'}}},""");

        HttpResponse response = api.post("/body", "application/json", "{}");

        assertThat(response.text()).contains("required property 'a' not found");
    }

    private static HttpResponse call(TestApi api, String request) {
        int blank = request.indexOf(' ');
        return api.call(HttpRequest.of(request.substring(0, blank), "/test" + request.substring(blank + 1)));
    }
}
