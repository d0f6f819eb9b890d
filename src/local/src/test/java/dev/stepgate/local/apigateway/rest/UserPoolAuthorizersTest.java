// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.SetTime;
import dev.stepgate.local.apigateway.TestIssuer;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cognito user pools as authorizers of REST APIs (API Gateway Developer Guide, "Integrate a REST API with an
/// Amazon Cognito user pool").
class UserPoolAuthorizersTest {
    private static final String POOL = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_pool";
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-21T10:15:30Z");
    private static TestIssuer issuer;

    @BeforeAll
    static void start() throws IOException {
        issuer = new TestIssuer();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    /// Calls an API whose answer names the caller.
    private static HttpResponse call(String scopes, Headers headers) {
        String document = """
                {openapi: '3.0.1',
                 components: {securitySchemes: {pool: {type: 'apiKey', name: 'Authorization', in: 'header',
                   'x-amazon-apigateway-authtype': 'cognito_user_pools', 'x-amazon-apigateway-authorizer': {
                     type: 'cognito_user_pools', identityValidationExpression: 'app',
                     providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_pool']}}}},
                 paths: {'/x': {get: {security: [{pool: SCOPES}], responses: {'200': {}}, 'x-amazon-apigateway-integration':
                   {type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'}, responses: {default: {
                     statusCode: '200', responseTemplates: {'application/json':
                       '$context.authorizer.claims.sub $context.authorizer.claims.email'}}}}}}}}""".replace("SCOPES", scopes);
        RestApi api = RestApi.fromOpenApi(TestApi.json(document), TestApi.stage(Map.of()));
        GatewayDependencies dependencies = new GatewayDependencies(
                _ -> CompletableFuture.failedFuture(new IllegalStateException("nobody")),
                new SetTime(CLOCK::instant),
                TestApi.countedIds(),
                _ -> {},
                RuntimeLog.NONE);
        return new RestGateway(List.of(api), dependencies, () -> new TokenValidator(CLOCK, _ -> issuer.url()))
                .handle(HttpRequest.of("GET", "/test/x", headers, new byte[0]))
                .toCompletableFuture()
                .join();
    }

    private static HttpResponse call(String scopes, Map<String, Object> claims) {
        Map<String, Object> all = new java.util.HashMap<>(claims);
        all.putIfAbsent("iss", POOL);
        return call(scopes, Headers.of("Authorization", issuer.token(CLOCK.instant(), all)));
    }

    @Test
    void anIdentityTokenAllowsTheCallAndItsClaimsReachTemplates() {
        HttpResponse response = call("[]", Map.of("token_use", "id", "email", "me@example.com"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("me me@example.com");
    }

    @Test
    void anAccessTokenAllowsTheCallWhereItsScopesAreRequired() {
        Map<String, Object> claims = Map.of("token_use", "access", "scope", "pets/read other");

        assertThat(call("['pets/read', 'pets/write']", claims).status()).isEqualTo(200);
        assertThat(call("['pets/write']", claims).status()).isEqualTo(401);
        assertThat(call("[]", claims).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"token_use\": \"id\", \"exp\": 1795256129}                | The incoming token has expired",
                "{\"token_use\": \"id\", \"iss\": \"https://somebody\"}      | Unauthorized",
                "{\"token_use\": \"id\", \"aud\": \"other\"}                 | Unauthorized",
            })
    void anInvalidTokenIsUnauthorized(String claims, String message) {
        Map<String, Object> changes = Json.mapper()
                .convertValue(
                        Json.parse(claims),
                        Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Object.class));

        HttpResponse response = call("[]", changes);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("UnauthorizedException");
    }

    @Test
    void aRequestWithoutATokenIsUnauthorized() {
        assertThat(call("[]", Headers.none()).text()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(call("[]", Headers.of("Authorization", "no.token.atall")).status())
                .isEqualTo(401);
    }
}
