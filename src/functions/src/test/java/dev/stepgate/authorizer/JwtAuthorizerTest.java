// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.stepgate.FunctionContext;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAuthorizerTest {
    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final String METHOD = "arn:aws:execute-api:us-east-1:123456789012:abc123/api/GET/ramen/executions/x";

    private final JwtAuthorizer authorizer = new JwtAuthorizer();

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void aGoodTokenMayUseTheWholeStage() {
        Map<String, Object> answer = authorize(ISSUER.token("jane"));

        assertThat(answer.get("policyDocument"))
                .isEqualTo(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Effect", "Allow",
                                "Action", "execute-api:Invoke",
                                "Resource", "arn:aws:execute-api:us-east-1:123456789012:abc123/api/*"))));
    }

    @Test
    void aSubjectIsAnOwnerThatCanBePartOfAName() {
        String owner = owner(ISSUER.token("auth0|Jané O'Neill"));

        assertThat(authorize(ISSUER.token("auth0|Jané O'Neill"))).containsEntry("context", Map.of("owner", owner));
        assertThat(owner).matches("[0-9a-f]{32}");
        assertThat(owner(ISSUER.token("auth0|Jané O'Neill"))).isEqualTo(owner);
        assertThat(owner(ISSUER.token("john"))).isNotEqualTo(owner);
    }

    @Test
    void theTokenOfAWebSocketIsInTheQuery() {
        Map<String, Object> event = Map.of(
                "methodArn",
                "arn:aws:execute-api:us-east-1:123456789012:abc123/api/$connect",
                "stageVariables",
                variables(),
                "queryStringParameters",
                Map.of("token", ISSUER.token("jane")));

        assertThat(authorizer.handleRequest(event, new FunctionContext("JwtAuthorizer")))
                .containsEntry("principalId", owner(ISSUER.token("jane")));
    }

    /// API Gateway keeps the answer to a REST request under its header: a token in the query would make that header,
    /// perhaps one that other clients send by mistake, stand for its own subject for five minutes.
    @Test
    void aTokenInTheQueryOfARestRequestIsIgnored() {
        Map<String, Object> event = Map.of(
                "methodArn",
                METHOD,
                "stageVariables",
                variables(),
                "headers",
                Map.of("Authorization", "Bearer undefined"),
                "queryStringParameters",
                Map.of("token", ISSUER.token("jane")));

        assertThatThrownBy(() -> authorizer.handleRequest(event, new FunctionContext("JwtAuthorizer")))
                .hasMessage("Unauthorized");
    }

    @Test
    void aTokenMayNameItsClientInsteadOfAnAudience() {
        var claims = ISSUER.claims("jane").audience((String) null);

        assertThat(authorize(ISSUER.token(
                        claims.claim("client_id", TokenIssuer.AUDIENCE).build())))
                .containsKey("principalId");
        assertRefused(ISSUER.token(claims.claim("client_id", "another").build()));
    }

    @Test
    void anyOtherTokenIsRefused() {
        assertRefused("");
        assertRefused("x");
        assertRefused("a.b.c");
        assertRefused(ISSUER.token(ISSUER.claims("jane").audience("another").build()));
        assertRefused(
                ISSUER.token(ISSUER.claims("jane").issuer("https://example.com").build()));
        assertRefused(ISSUER.token(ISSUER.claims("jane")
                .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                .build()));
        assertRefused(ISSUER.token(ISSUER.claims("jane").expirationTime(null).build()));
        assertRefused(ISSUER.token(ISSUER.claims("jane").subject(null).build()));
        assertRefused(ISSUER.token(ISSUER.claims("jane").subject("").build()));
    }

    @Test
    void theRulesAskForAnEndAndASubject() {
        TokenRules rules = new TokenRules(ISSUER.issuer(), TokenIssuer.AUDIENCE, "");

        assertThat(rules.areKeptBy(ISSUER.claims("jane").build())).isTrue();
        assertThat(rules.areKeptBy(ISSUER.claims("jane").subject(null).build())).isFalse();
        assertThat(rules.areKeptBy(ISSUER.claims("jane").expirationTime(null).build()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "",
                "{\"alg\":null}",
                "{\"alg\":7}",
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"crit\":[\"x\"]}",
                "{\"alg\":\"RS256\",\"jwk\":{}}",
                "{\"alg\":\"RS256\",\"x5c\":7}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}"
            })
    void aTokenWithAnUnusableHeaderOrClaimsIsRefused(String part) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"one\"}";

        assertRefused(encoded(part, "{\"sub\":\"jane\"}", "x"));
        assertRefused(encoded(part, "{\"sub\":\"jane\"}", ""));
        assertRefused(encoded(header, part, "x"));
        assertRefused(encoded(part, part, part, part, part));
    }

    @Test
    void aRefusalIsLoggedInOneLine() {
        assertThatThrownBy(() -> authorize("x"))
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }

    @Test
    void unsignedTokensAndTokensWithAPublicKeyAsSecretAreRefused() throws JOSEException {
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                ISSUER.claims("jane").build());
        shared.sign(new MACSigner(new byte[32]));

        assertRefused(new PlainJWT(ISSUER.claims("jane").build()).serialize());
        assertRefused(shared.serialize());
        try (TokenIssuer other = new TokenIssuer()) {
            assertRefused(other.token(ISSUER.claims("jane").build()));
        }
    }

    @Test
    void tokensWithUnknownKeysAreRefusedHoweverManyComeAndHinderNobody() {
        for (int i = 0; i < 10; i++) {
            assertRefused(signedWithAnUnknownKey("key-" + i));
        }
        assertThat(authorize(ISSUER.token("jane"))).containsKey("principalId");
    }

    @Test
    void keysThatCannotBeFetchedAreAFailureAndNoRefusalHoweverOften() {
        Map<String, Object> event = Map.of(
                "methodArn",
                METHOD,
                "stageVariables",
                Map.of(
                        "JwtIssuer",
                        ISSUER.issuer(),
                        "JwtAudience",
                        TokenIssuer.AUDIENCE,
                        "JwtKeysUrl",
                        ISSUER.issuer() + "/none"),
                "headers",
                Map.of("Authorization", ISSUER.token("jane")));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> authorizer.handleRequest(event, new FunctionContext("JwtAuthorizer")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the issuer's keys could not be fetched");
        }
    }

    @Test
    void aStageWithoutItsVariablesIsAFailure() {
        assertThatThrownBy(() -> authorizer.handleRequest(
                        Map.of("methodArn", METHOD, "headers", Map.of("Authorization", "x")),
                        new FunctionContext("JwtAuthorizer")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the stage has no variable JwtIssuer");
    }

    private static String signedWithAnUnknownKey(String key) {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"" + key + "\"}", "{\"sub\":\"jane\"}", "no signature");
    }

    private static String encoded(String... parts) {
        return Stream.of(parts)
                .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8)))
                .collect(Collectors.joining("."));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> authorize(token)).hasMessage("Unauthorized");
    }

    private String owner(String token) {
        return String.valueOf(authorize(token).get("principalId"));
    }

    private Map<String, Object> authorize(String token) {
        Map<String, Object> event = Map.of(
                "methodArn",
                METHOD,
                "stageVariables",
                variables(),
                "headers",
                Map.of("authorization", "Bearer " + token));
        return authorizer.handleRequest(event, new FunctionContext("JwtAuthorizer"));
    }

    private static Map<String, String> variables() {
        return Map.of(
                "JwtIssuer", ISSUER.issuer(),
                "JwtAudience", TokenIssuer.AUDIENCE,
                "JwtKeysUrl", ISSUER.keysUrl());
    }
}
