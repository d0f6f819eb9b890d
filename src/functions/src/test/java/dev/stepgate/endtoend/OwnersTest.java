// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.HostileTexts;
import dev.stepgate.authorizer.TokenIssuer;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.HandshakeRefusedException;
import dev.stepgate.test.WebSocketClient;
import dev.stepgate.test.WebSocketHandshake;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// `ApiAuthorization`: the clients that may call the API, and the separation of owners' executions.
class OwnersTest {
    private static final int CASES = 50;
    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final LocalRuntime WITH_TOKENS = start(Map.of(
            "ApiAuthorization",
            "JWT",
            "JwtIssuer",
            ISSUER.issuer(),
            "JwtAudience",
            TokenIssuer.AUDIENCE,
            "JwtKeysUrl",
            ISSUER.keysUrl()));
    private static final LocalRuntime WITH_KEYS = start(Map.of("ApiAuthorization", "API_KEY"));

    @AfterAll
    static void close() {
        WITH_TOKENS.close();
        WITH_KEYS.close();
        ISSUER.close();
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        Rest rest = rest(WITH_TOKENS);

        rest.post("/execute", Rest.JSON, "{}").isErrorForOtherOrigins(401);
        rest.post("/execute", Rest.JSON, "{}", "Authorization", "Bearer x").isErrorForOtherOrigins(401);
        rest.get("/1/users/10").isErrorForOtherOrigins(401);
        assertThat(rest.options("/execute").status()).isEqualTo(200);
    }

    @Test
    void aSubjectSeesAndStopsItsOwnExecutionsOnly() {
        Rest rest = rest(WITH_TOKENS);
        String jane = "Bearer " + ISSUER.token("jane");
        String john = "Bearer " + ISSUER.token("john");

        Answer accepted = rest.post("/ramen/executions", Rest.JSON, "{}", "Authorization", jane);
        String path = "/ramen/executions/" + accepted.json().path("id").asText();
        String arn = rest.post("/ramen/start-execution", Rest.JSON, "{}", "Authorization", jane)
                .isStarted();

        assertThat(rest.get(path, "Authorization", jane).status()).isEqualTo(200);
        rest.get(path, "Authorization", john).isErrorForOtherOrigins(404);
        rest.delete(path, "Authorization", john).isErrorForOtherOrigins(404);
        String body = "{\"executionArn\":\"" + arn + "\"}";
        assertThat(rest.post("/ramen/describe-execution", Rest.JSON, body, "Authorization", jane)
                        .status())
                .isEqualTo(200);
        rest.post("/ramen/describe-execution", Rest.JSON, body, "Authorization", john)
                .isErrorForOtherOrigins(404);
        assertThat(rest.delete(path, "Authorization", jane).status()).isEqualTo(204);
    }

    @Test
    void twoSubjectsMayUseOneIdempotencyKey() {
        Rest rest = rest(WITH_TOKENS);

        for (String subject : new String[] {"jane", "john"}) {
            String token = "Bearer " + ISSUER.token(subject);
            Answer accepted = rest.post(
                    "/ramen/executions",
                    Rest.JSON,
                    "{\"of\":\"" + subject + "\"}",
                    "Authorization",
                    token,
                    "Idempotency-Key",
                    "same");

            assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
            assertThat(accepted.json().path("id").asText()).isEqualTo("same");
            assertThat(rest.get("/ramen/executions/same", "Authorization", token)
                            .json()
                            .at("/input/of")
                            .asText())
                    .isEqualTo(subject);
        }
    }

    @Test
    void aWebSocketOpensWithATokenInItsQuery() {
        URI stage = URI.create(WITH_TOKENS.api("WebSocketApi") + "/api");

        assertThatThrownBy(() -> WebSocketHandshake.to(stage).open()).isInstanceOf(HandshakeRefusedException.class);
        assertThatThrownBy(() -> WebSocketHandshake.to(stage).query("token=x").open())
                .isInstanceOf(HandshakeRefusedException.class);
        try (WebSocketClient client = WebSocketHandshake.to(stage)
                .query("token=" + ISSUER.token("jane"))
                .open()) {
            client.send("{\"action\":\"start\",\"seconds\":0,\"data\":1}");
            assertThat(client).received(2).received("{'status':'SUCCEEDED','output':1}");
        }
    }

    @Test
    void anApiKeyIsAskedForAndItsExecutionsAreItsOwn() {
        Rest rest = rest(WITH_KEYS);
        String key = "local-api-key-value-ApiKey";

        rest.post("/execute", Rest.JSON, "{}").isErrorForOtherOrigins(403);
        rest.post("/execute", Rest.JSON, "{}", "x-api-key", "another").isErrorForOtherOrigins(403);
        String arn = rest.post("/execute", Rest.JSON, "{}", "x-api-key", key, "Idempotency-Key", "one")
                .isStarted();
        assertThat(arn).endsWith("_one");
        assertThat(rest.get("/execute/executions/one", "x-api-key", key).status())
                .isEqualTo(200);
        URI stage = URI.create(WITH_KEYS.api("WebSocketApi") + "/api");
        assertThatThrownBy(() -> WebSocketHandshake.to(stage).open()).isInstanceOf(HandshakeRefusedException.class);
        WebSocketHandshake.to(stage).header("x-api-key", key).open().close();
    }

    @Test
    void keysAndTokensOfAnyTextAreRefused() {
        HostileTexts texts = new HostileTexts(31);
        String[] token = ISSUER.token("jane").split("\\.");
        for (int i = 0; i < CASES; i++) {
            String text = texts.text().replaceAll("[^\\x20-\\x7e]", "?").strip();
            String changed = String.join(".", i % 3 == 0 ? text : token[0], i % 3 == 1 ? text : token[1], text);
            for (String header : List.of(text, "Bearer " + text, "Bearer " + changed)) {
                rest(WITH_TOKENS)
                        .post("/execute", Rest.JSON, "{}", "Authorization", header)
                        .isErrorForOtherOrigins(401);
            }
            rest(WITH_KEYS).post("/execute", Rest.JSON, "{}", "x-api-key", text).isErrorForOtherOrigins(403);
        }
    }

    @Test
    void aWebSocketDoesNotOpenWithATokenOfAnyText() {
        HostileTexts texts = new HostileTexts(32);
        URI stage = URI.create(WITH_TOKENS.api("WebSocketApi") + "/api");
        for (int i = 0; i < CASES; i++) {
            String token = URLEncoder.encode(texts.text(), StandardCharsets.UTF_8);

            assertThatThrownBy(() -> WebSocketHandshake.to(stage)
                            .query("token=" + token)
                            .open()
                            .close())
                    .isInstanceOfSatisfying(
                            HandshakeRefusedException.class,
                            refused -> assertThat(refused.status()).isBetween(401, 403));
        }
    }

    @Test
    void aSubjectOfAnyTextOwnsItsExecutions() {
        HostileTexts texts = new HostileTexts(33);
        Rest rest = rest(WITH_TOKENS);
        String other = "Bearer " + ISSUER.token("john");
        for (int i = 0; i < CASES; i++) {
            String token = "Bearer " + ISSUER.token(i + texts.text());
            Answer accepted = rest.post("/ramen/executions", Rest.JSON, "{}", "Authorization", token);
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
            String path = "/ramen/executions/" + accepted.json().path("id").asText();

            assertThat(rest.get(path, "Authorization", token).status()).isEqualTo(200);
            rest.get(path, "Authorization", other).isErrorForOtherOrigins(404);
        }
    }

    private static Rest rest(LocalRuntime runtime) {
        return new Rest(URI.create(runtime.api("RestApi") + "/api"));
    }

    private static LocalRuntime start(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(Map.of(
                "ThrottlingRateLimit", "9999",
                "ThrottlingBurstLimit", "5000",
                "RamenRateLimit", "9999",
                "RamenConcurrency", "500"));
        return LocalRuntime.start(
                RuntimeOptions.of(Path.of("template.yaml")).withParameters(all),
                RuntimeDependencies.real(RuntimeLog.NONE));
    }
}
