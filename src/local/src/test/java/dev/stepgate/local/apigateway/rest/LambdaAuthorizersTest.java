// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lambda authorizers (API Gateway Developer Guide, "Use API Gateway Lambda authorizers").
class LambdaAuthorizersTest {
    private static final String ALLOW = """
            {"principalId": "me", "policyDocument": {"Version": "2012-10-17", "Statement": [
              {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "RESOURCE"}]},
             "context": {"team": "a", "level": 7, "admin": true}}""";

    private static TestApi api(String authorizer) {
        return TestApi.of("""
                {openapi: '3.0.1',
                 components: {securitySchemes: {lambda: {type: 'apiKey', name: 'X-Token', in: 'header',
                   'x-amazon-apigateway-authtype': 'custom',
                   'x-amazon-apigateway-authorizer': {authorizerUri: 'FUNCTION', AUTHORIZER}}}},
                 paths: {'/x/{id}': {get: {security: [{lambda: []}], responses: {'200': {}}, 'x-amazon-apigateway-integration':
                   {type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'}, responses: {default: {
                     statusCode: '200', responseTemplates: {'application/json':
                       '$context.authorizer.principalId $context.authorizer.team $context.authorizer.level $context.authorizer.admin'}}}}}}}}
                """.replace("AUTHORIZER", authorizer).replace("FUNCTION", TestApi.FUNCTION));
    }

    private static String allow(String resource) {
        return ALLOW.replace("RESOURCE", resource);
    }

    @Test
    void theFunctionReceivesTheTokenAndTemplatesReceiveItsContext() {
        TestApi api = api("type: 'token'").answering(200, allow("arn:aws:execute-api:*:*:*/test/GET/x/*"));

        HttpResponse response = api.call("GET", "/x/1", Map.of("X-Token", "secret"));

        assertThat(response.text()).isEqualTo("me a 7 true");
        assertThat(Json.parse(api.backendBody())).isEqualTo(Json.parse("""
                {"type": "TOKEN", "methodArn": "arn:aws:execute-api:us-east-1:123456789012:api1234567/test/GET/x/1",
                 "authorizationToken": "secret"}"""));
    }

    @Test
    void theFunctionReceivesTheRequest() {
        TestApi api = api("type: 'request', identitySource: 'method.request.header.A, method.request.querystring.q'")
                .answering(200, allow("*"));

        HttpResponse response = api.call("GET", "/x/1?q=2", Map.of("A", "1"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(Json.parse(api.backendBody()).path("type").asText()).isEqualTo("REQUEST");
        assertThat(Json.parse(api.backendBody()).at("/pathParameters/id").asText())
                .isEqualTo("1");
        assertThat(Json.parse(api.backendBody()).at("/queryStringParameters/q").asText())
                .isEqualTo("2");
        assertThat(Json.parse(api.backendBody())
                        .at("/requestContext/resourcePath")
                        .asText())
                .isEqualTo("/x/{id}");
    }

    @Test
    void aMissingIdentityIsUnauthorizedWithoutACall() {
        TestApi api = api("type: 'request', identitySource: 'method.request.header.A, method.request.querystring.q'");

        assertThat(api.call("GET", "/x/1", Map.of("A", "1")).status()).isEqualTo(401);
        assertThat(api.call("GET", "/x/1?q=", Map.of("A", "1")).status()).isEqualTo(401);
        assertThat(api.backendRequests).isEmpty();
    }

    @Test
    void aTokenThatDoesNotMatchIsUnauthorizedWithoutACall() {
        TestApi api = api("type: 'token', identityValidationExpression: '^Bearer [a-z]+$'")
                .answering(200, allow("*"));

        assertThat(api.call("GET", "/x/1", Map.of("X-Token", "Bearer 1")).status())
                .isEqualTo(401);
        assertThat(api.call("GET", "/x/1", Map.of("X-Token", "Bearer a")).status())
                .isEqualTo(200);
        assertThat(api.backendRequests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"Action\": \"execute-api:Invoke\", \"Effect\": \"Deny\", \"Resource\": \"*\"}]"
                        + " | User is not authorized to access this resource with an explicit deny",
                "[{\"Action\": \"*\", \"Effect\": \"Allow\", \"Resource\": \"*\"},"
                        + " {\"Action\": [\"execute-api:*\"], \"Effect\": \"Deny\", \"Resource\": [\"*/GET/x/?\"]}]"
                        + " | User is not authorized to access this resource with an explicit deny",
                "{\"Action\": \"execute-api:Invoke\", \"Effect\": \"Allow\", \"Resource\": \"*/POST/*\"}"
                        + " | User is not authorized to access this resource",
                "{\"Action\": \"s3:GetObject\", \"Effect\": \"Allow\", \"Resource\": \"*\"}"
                        + " | User is not authorized to access this resource",
                "[] | User is not authorized to access this resource",
            })
    void aPolicyThatDoesNotAllowIsAccessDenied(String statements, String message) {
        TestApi api = api("type: 'token'")
                .answering(200, "{\"principalId\": \"me\", \"policyDocument\": {\"Statement\": " + statements + "}}");

        HttpResponse response = api.call("GET", "/x/1", Map.of("X-Token", "t"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text()).isEqualTo("{\"Message\":\"" + message + "\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("AccessDeniedException");
    }

    @Test
    void aFunctionThatSaysUnauthorizedIs401() {
        TestApi api = api("type: 'token'").answering(_ -> functionError("Unauthorized"));

        assertThat(api.call("GET", "/x/1", Map.of("X-Token", "t")).status()).isEqualTo(401);
    }

    @Test
    void aFunctionThatFailsIs500WithoutItsMessage() {
        TestApi api = api("type: 'token'").answering(_ -> functionError("secret"));

        HttpResponse response = api.call("GET", "/x/1", Map.of("X-Token", "t"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("{\"message\":null}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("AuthorizerFailureException");
    }

    private static HttpResponse functionError(String message) {
        return new HttpResponse(
                200,
                Headers.of("X-Amz-Function-Error", "Unhandled"),
                ("{\"errorMessage\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "text",
                "{\"principalId\": 1, \"policyDocument\": {}}",
                "{\"principalId\": \"me\"}",
                "{\"principalId\": \"me\", \"policyDocument\": {\"Statement\": []}, \"context\": {\"a\": {}}}"
            })
    void anAnswerThatIsNotAPolicyIsAConfigurationError(String answer) {
        TestApi api = api("type: 'token'").answering(200, answer);

        HttpResponse response = api.call("GET", "/x/1", Map.of("X-Token", "t"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("AuthorizerConfigurationException");
    }

    @Test
    void aPolicyIsKeptForItsTimeAndItsCaller() {
        TestApi api = api("type: 'token', authorizerResultTtlInSeconds: 60").answering(200, allow("*"));

        api.call("GET", "/x/1", Map.of("X-Token", "a"));
        api.call("GET", "/x/2", Map.of("X-Token", "a"));
        assertThat(api.backendRequests).hasSize(1);
        api.call("GET", "/x/1", Map.of("X-Token", "b"));
        assertThat(api.backendRequests).hasSize(2);
        api.now = api.now.plusSeconds(60);
        api.call("GET", "/x/1", Map.of("X-Token", "a"));
        assertThat(api.backendRequests).hasSize(3);
    }

    @Test
    void aKeptPolicyDecidesForEveryMethod() {
        TestApi api = api("type: 'token'").answering(200, allow("*/GET/x/1"));

        assertThat(api.call("GET", "/x/1", Map.of("X-Token", "a")).status()).isEqualTo(200);
        assertThat(api.call("GET", "/x/2", Map.of("X-Token", "a")).status()).isEqualTo(403);
        assertThat(api.backendRequests).hasSize(1);
    }

    @Test
    void aTimeToLiveOfZeroKeepsNothing() {
        TestApi api = api("type: 'token', authorizerResultTtlInSeconds: 0").answering(200, allow("*"));

        api.call("GET", "/x/1", Map.of("X-Token", "a"));
        api.call("GET", "/x/1", Map.of("X-Token", "a"));

        assertThat(api.backendRequests).hasSize(2);
    }
}
