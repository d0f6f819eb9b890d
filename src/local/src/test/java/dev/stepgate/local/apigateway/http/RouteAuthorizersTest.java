// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.InvalidApiException;
import dev.stepgate.local.apigateway.SetTime;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.TestIssuer;
import dev.stepgate.local.apigateway.rest.TestApi;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Authorizers of HTTP APIs (API Gateway Developer Guide, "Control access to HTTP APIs with JWT authorizers",
/// "... with AWS Lambda authorizers", "Troubleshooting issues with HTTP API JWT authorizers"; RFC 6750).
class RouteAuthorizersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final String AUTHORIZER = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:authorizer/invocations";
    private static TestIssuer issuer;

    private final List<AwsBackendRequest> asked = new ArrayList<>();
    private HttpResponse verdict = HttpResponse.of(200, "application/json", "{\"isAuthorized\": true}");
    private Instant now = NOW;

    @BeforeAll
    static void start() throws IOException {
        issuer = new TestIssuer();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    /// Makes one route, `GET /x/{id}`, whose function returns its event.
    private HttpApiGateway gateway(String authorizer, String scopes, String format) {
        AwsBackend backend = request -> {
            asked.add(request);
            boolean authorizes = request.http().rawPath().contains("function:authorizer");
            return CompletableFuture.completedFuture(
                    authorizes ? verdict : HttpResponse.of(200, "application/json", answer(request)));
        };
        String document =
                """
                {openapi: '3.0.1', components: {securitySchemes: {who: {type: 'oauth2', 'x-amazon-apigateway-authorizer': {AUTHORIZER}}}},
                 paths: {'/x/{id}': {get: {security: [{who: SCOPES}], 'x-amazon-apigateway-integration':
                   {type: 'aws_proxy', payloadFormatVersion: 'FORMAT', uri: 'arn:aws:lambda:us-east-1:123456789012:function:echo'}}}}}""".replace("AUTHORIZER", authorizer).replace("SCOPES", scopes).replace("FORMAT", format);
        Stage stage = new Stage(TestApi.ADDRESS, "$default", Map.of());
        return new HttpApiGateway(
                List.of(HttpApi.fromOpenApi(TestApi.json(document), stage)),
                new GatewayDependencies(
                        backend, new SetTime(() -> now), TestApi.countedIds(), _ -> {}, RuntimeLog.NONE));
    }

    private static String answer(AwsBackendRequest request) {
        return Json.write(Json.mapper()
                .createObjectNode()
                .put("statusCode", 200)
                .put("body", request.http().text()));
    }

    private HttpApiGateway jwt(String scopes) {
        return gateway(
                "type: 'jwt', identitySource: '$request.header.Authorization', jwtConfiguration: {issuer: 'ISSUER', audience: ['app']}"
                        .replace("ISSUER", issuer.url()),
                scopes,
                "2.0");
    }

    private static HttpResponse get(HttpApiGateway gateway, Headers headers) {
        return gateway.handle(HttpRequest.of("GET", "/x/1", headers, new byte[0]))
                .toCompletableFuture()
                .join();
    }

    private static HttpResponse get(HttpApiGateway gateway, String authorization) {
        return get(gateway, Headers.of("Authorization", authorization));
    }

    private static String challenge(HttpResponse response) {
        return response.headers().first("www-authenticate").orElse("");
    }

    @Test
    void aValidTokenAllowsTheCallAndItsClaimsReachTheFunction() {
        String token = issuer.token(
                NOW, Map.of("scope", "read write", "cognito:groups", List.of("a", "b"), "email_verified", true));

        HttpResponse response = get(jwt("['write', 'admin']"), "Bearer " + token);

        JsonNode jwt = Json.parse(response.body()).at("/requestContext/authorizer/jwt");
        assertThat(response.status()).isEqualTo(200);
        assertThat(jwt.at("/claims/sub").asText()).isEqualTo("me");
        assertThat(jwt.at("/claims/cognito:groups").asText()).isEqualTo("[a b]");
        assertThat(jwt.at("/claims/email_verified").asText()).isEqualTo("true");
        assertThat(jwt.at("/claims/exp")).isEqualTo(Json.parse("\"" + (NOW.getEpochSecond() + 3600) + "\""));
        assertThat(jwt.path("scopes")).isEqualTo(Json.parse("[\"write\"]"));
    }

    @Test
    void aTokenMayStandWithoutItsScheme() {
        assertThat(get(jwt("[]"), issuer.token(NOW, Map.of())).status()).isEqualTo(200);
    }

    @Test
    void aRequestWithoutATokenIsUnauthorized() {
        HttpResponse response = get(jwt("[]"), Headers.none());

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(challenge(response)).isEqualTo("Bearer");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"aud\": \"other\"}                             | the token does not have a valid audience",
                "{\"aud\": \"REMOVED\"}                           | the token does not have a valid audience",
                "{\"aud\": \"other\", \"client_id\": \"app\"}     | the token does not have a valid audience",
                "{\"iss\": \"http://somebody\"}                   | issuer does not match",
                "{\"exp\": 1795256129}                            | the token has expired",
                "{\"nbf\": 1795256131}                            | the token is not valid yet",
            })
    void anInvalidTokenIsRefusedWithTheReason(String claims, String reason) {
        Map<String, Object> changes = Json.mapper()
                .convertValue(
                        Json.parse(claims),
                        Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Object.class));

        HttpResponse response = get(jwt("[]"), "Bearer " + issuer.token(NOW, changes));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(challenge(response))
                .isEqualTo("Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + reason + "\"");
    }

    @Test
    void theClientIdStandsInForAnAudienceThatIsNotThere() {
        String token = issuer.token(NOW, Map.of("aud", "REMOVED", "client_id", "app"));

        assertThat(get(jwt("[]"), token).status()).isEqualTo(200);
    }

    @Test
    void textThatIsNotATokenIsRefused() {
        assertThat(challenge(get(jwt("[]"), "Bearer not-a-token")))
                .isEqualTo("Bearer scope=\"\" error=\"invalid_token\""
                        + " error_description=\"token contains an invalid number of segments\"");
    }

    @Test
    void anUnsignedTokenAndOneWithAnotherSignatureAreRefused() {
        String[] parts = issuer.token(NOW, Map.of()).split("\\.");
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"HS256\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8));
        String other = issuer.token(NOW, Map.of("sub", "you")).split("\\.")[1];

        assertThat(get(jwt("[]"), unsigned + "." + parts[1] + "." + parts[2]).status())
                .isEqualTo(401);
        assertThat(get(jwt("[]"), parts[0] + "." + other + "." + parts[2]).status())
                .isEqualTo(401);
    }

    @Test
    void aTokenWithoutAnyOfTheScopesIsForbidden() {
        HttpResponse response =
                get(jwt("['app/read', 'app/write']"), issuer.token(NOW, Map.of("scp", List.of("openid"))));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(challenge(response))
                .isEqualTo("Bearer scope=\"app/read app/write\" error=\"insufficient_scope\""
                        + " error_description=\"expected scopes: [app/read app/write]\"");
    }

    @Test
    void keysAreKeptUntilATokenHasAnother() throws IOException {
        try (TestIssuer own = new TestIssuer()) {
            HttpApiGateway gateway = gateway(
                    "type: 'jwt', identitySource: '$request.querystring.t', jwtConfiguration: {issuer: 'ISSUER'}"
                            .replace("ISSUER", own.url()),
                    "[]",
                    "2.0");

            for (String key : List.of("one", "one", "two")) {
                if (key.equals("two")) {
                    own.rotate(key);
                }
                String token = own.token(NOW, Map.of());
                HttpResponse response = gateway.handle(HttpRequest.of("GET", "/x/1?t=" + token))
                        .toCompletableFuture()
                        .join();
                assertThat(response.status()).isEqualTo(200);
            }
            assertThat(own.asked).hasValue(2);
        }
    }

    @Test
    void anUnreachableIssuerMeansNoAccess() throws IOException {
        TestIssuer gone = new TestIssuer();
        gone.close();
        HttpApiGateway gateway = gateway(
                "type: 'jwt', identitySource: '$request.header.Authorization', jwtConfiguration: {issuer: 'ISSUER'}"
                        .replace("ISSUER", gone.url()),
                "[]",
                "2.0");

        assertThat(get(gateway, gone.token(NOW, Map.of())).status()).isEqualTo(401);
    }

    private HttpApiGateway lambda(String settings) {
        return gateway("type: 'request', authorizerUri: '" + AUTHORIZER + "', " + settings, "[]", "2.0");
    }

    private static final String SIMPLE = "authorizerPayloadFormatVersion: '2.0', enableSimpleResponses: true,"
            + " identitySource: '$request.header.Authorization, $request.querystring.q'";

    private HttpResponse ask(HttpApiGateway gateway) {
        return gateway.handle(HttpRequest.of("GET", "/x/1?q=2", Headers.of("Authorization", "secret"), new byte[0]))
                .toCompletableFuture()
                .join();
    }

    private void answering(String body) {
        verdict = HttpResponse.of(200, "application/json", body);
    }

    @Test
    void theAuthorizerIsCalledInFormat2AndItsContextReachesTheIntegration() {
        answering("{\"isAuthorized\": true, \"context\": {\"n\": 1, \"list\": [\"a\"], \"text\": \"t\"}}");

        HttpResponse response = ask(lambda(SIMPLE));

        JsonNode event = Json.parse(asked.getFirst().http().text());
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("type").asText()).isEqualTo("REQUEST");
        assertThat(event.path("routeArn").asText())
                .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:api1234567/$default/GET/x/1");
        assertThat(event.path("identitySource")).isEqualTo(Json.parse("[\"secret\", \"2\"]"));
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /x/{id}");
        assertThat(event.at("/pathParameters/id").asText()).isEqualTo("1");
        assertThat(event.has("body")).isFalse();
        assertThat(Json.parse(response.body()).at("/requestContext/authorizer"))
                .isEqualTo(Json.parse("{\"lambda\": {\"n\": 1, \"list\": [\"a\"], \"text\": \"t\"}}"));
    }

    @Test
    void theAuthorizerIsCalledInFormat1() {
        answering(
                "{\"principalId\": \"me\", \"policyDocument\": {\"Statement\": [{\"Action\": \"execute-api:Invoke\","
                        + " \"Effect\": \"Allow\", \"Resource\": \"arn:aws:execute-api:*:*:*/$default/GET/x/*\"}]}, \"context\": {\"k\": \"v\"}}");
        HttpApiGateway gateway = gateway(
                "type: 'request', authorizerUri: '" + AUTHORIZER
                        + "', authorizerPayloadFormatVersion: '1.0', identitySource: ['$request.header.Authorization', '$request.querystring.q']",
                "[]",
                "1.0");

        HttpResponse response = ask(gateway);

        JsonNode event = Json.parse(asked.getFirst().http().text());
        assertThat(event.path("version").asText()).isEqualTo("1.0");
        assertThat(event.path("methodArn").asText())
                .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:api1234567/$default/GET/x/1");
        assertThat(event.path("identitySource").asText()).isEqualTo("secret,2");
        assertThat(event.path("authorizationToken").asText()).isEqualTo("secret,2");
        assertThat(event.at("/requestContext/resourcePath").asText()).isEqualTo("/x/{id}");
        assertThat(Json.parse(response.body()).at("/requestContext/authorizer"))
                .isEqualTo(Json.parse("{\"k\": \"v\", \"principalId\": \"me\"}"));
    }

    @Test
    void theAuthorizerIsNotCalledWithoutAnIdentity() {
        HttpResponse response = get(lambda(SIMPLE), "secret");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | {\"isAuthorized\": false}                       | 403 | Forbidden",
                "true  | {\"isAuthorized\": \"yes\"}                     | 500 | Internal Server Error",
                "true  | text                                            | 500 | Internal Server Error",
                "false | {\"isAuthorized\": true}                        | 500 | Internal Server Error",
                "false | {\"policyDocument\": {\"Statement\": []}}       | 403 | Forbidden",
            })
    void theAnswerOfTheAuthorizerDecides(boolean simple, String answer, int status, String message) {
        answering(answer);

        HttpResponse response = ask(lambda("authorizerPayloadFormatVersion: '2.0', enableSimpleResponses: " + simple));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    @Test
    void aFunctionThatFailsIsAServerError() {
        verdict = new HttpResponse(
                200, Headers.of("X-Amz-Function-Error", "Unhandled"), "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(ask(lambda(SIMPLE)).status()).isEqualTo(500);
    }

    @Test
    void answersAreKeptForTheirTimeToLive() {
        HttpApiGateway gateway = lambda(SIMPLE + ", authorizerResultTtlInSeconds: 60");

        ask(gateway);
        ask(gateway);
        now = NOW.plusSeconds(61);
        ask(gateway);

        assertThat(asked.stream().filter(each -> each.http().rawPath().contains("function:authorizer")))
                .hasSize(2);
    }

    @Test
    void aSignedRequestSaysWhoSignedIt() {
        HttpApiGateway gateway = new HttpApiGateway(
                List.of(HttpApi.fromOpenApi(TestApi.json("""
                                {openapi: '3.0.1', paths: {'/x/{id}': {get: {'x-amazon-apigateway-auth': {type: 'AWS_IAM'},
                                  'x-amazon-apigateway-integration': {type: 'aws_proxy', payloadFormatVersion: '2.0',
                                    uri: 'arn:aws:lambda:us-east-1:123456789012:function:echo'}}}}}"""), new Stage(TestApi.ADDRESS, "$default", Map.of()))),
                new GatewayDependencies(
                        request -> CompletableFuture.completedFuture(
                                HttpResponse.of(200, "application/json", answer(request))),
                        new SetTime(() -> now),
                        TestApi.countedIds(),
                        _ -> {},
                        RuntimeLog.NONE));

        HttpResponse response =
                get(gateway, "AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/execute-api/aws4_request, Signature=0");

        assertThat(Json.parse(response.body())
                        .at("/requestContext/authorizer/iam/accessKey")
                        .asText())
                .isEqualTo("AK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: 'jwt' | /components/securitySchemes/who/x-amazon-apigateway-authorizer: jwtConfiguration.issuer: expected the URL of an issuer, not ''",
                "type: 'token' | /components/securitySchemes/who/x-amazon-apigateway-authorizer: type: expected jwt or request",
                "type: 'request' | /components/securitySchemes/who/x-amazon-apigateway-authorizer: authorizerUri: missing",
            })
    void anAuthorizerThatCannotWorkIsRefusedAtLoad(String authorizer, String problem) {
        InvalidApiException e = org.assertj.core.api.Assertions.catchThrowableOfType(
                InvalidApiException.class, () -> gateway(authorizer, "[]", "2.0"));

        assertThat(e.problems()).extracting(ApiProblem::toString).contains(problem);
    }
}
