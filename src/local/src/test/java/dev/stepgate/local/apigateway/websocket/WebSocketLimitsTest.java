// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.Throttle;
import dev.stepgate.local.apigateway.UsagePlan;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Throttles, usage plans and API keys (developer guide, "Protect your WebSocket APIs in API Gateway": the
/// client may receive 429 Too Many Requests; "API key source": the key is in a header or in the authorizer's
/// answer).
@SuppressWarnings("NullAway")
class WebSocketLimitsTest {
    private static final String TOO_MANY = "{\"message\": \"Too Many Requests\", \"connectionId\":\"";
    private static final String CONNECT =
            "{'RouteKey':'$connect','Target':'integrations/C','ApiKeyRequired':true,'AuthorizationType':'NONE'}";

    private final VirtualTime time = new VirtualTime();

    WebSocketLimitsTest() {
        time.pause();
    }

    @Test
    void aStageThrottlesEachRouteByItsOwnSettingsOrTheDefault() throws Exception {
        Definition definition = new Definition()
                .answering("D", "$default", "default")
                .answering("J", "join", "joined")
                .stage("{'DefaultRouteSettings':{'ThrottlingRateLimit':1,'ThrottlingBurstLimit':2},"
                        + "'RouteSettings':{'join':{'ThrottlingRateLimit':1,'ThrottlingBurstLimit':1}}}");
        try (Gateways gateways = new Gateways(definition, time);
                TestClient client = gateways.client()) {
            assertThat(client.send("1").next()).isEqualTo("default");
            assertThat(client.send("2").next()).isEqualTo("default");
            assertThat(client.send("3").next()).startsWith(TOO_MANY);
            assertThat(client.send("{\"action\":\"join\"}").next()).isEqualTo("joined");
            assertThat(client.send("{\"action\":\"join\"}").next()).startsWith(TOO_MANY);
            time.advance(Duration.ofSeconds(1));
            assertThat(client.send("4").next()).isEqualTo("default");
        }
    }

    @Test
    void anOpeningOverTheLimitIsRefused() throws Exception {
        Definition definition = new Definition()
                .route("C", "$connect", Definition.MOCK)
                .stage("{'DefaultRouteSettings':{'ThrottlingBurstLimit':1,'ThrottlingRateLimit':1}}");
        try (Gateways gateways = new Gateways(definition, time)) {
            gateways.client().close();

            assertThat(gateways.refusal("/api")).isEqualTo(429);
        }
    }

    @Test
    void anOpeningNeedsTheKeyOfAUsagePlanWhereOneIsAsked() throws Exception {
        Definition definition = new Definition()
                .part("Integration", "C", Definition.MOCK)
                .part("Route", "C", CONNECT)
                .answering("D", "$default", "$context.identity.apiKey $context.identity.apiKeyId");
        try (Gateways gateways = gateways(definition, plan(Optional.empty(), Optional.empty()));
                TestClient client = gateways.client("x-api-key", "key1")) {
            assertThat(client.send("{}").next()).isEqualTo("key1 id1");

            assertThat(gateways.refusal("/api")).isEqualTo(403);
            assertThat(gateways.refusal("/api", "X-Api-Key", "other")).isEqualTo(403);
        }
    }

    @Test
    void theKeyMayComeFromTheAuthorizer() throws Exception {
        Definition definition = new Definition()
                .part("Authorizer", "Z", """
                        {'AuthorizerType':'REQUEST','AuthorizerUri':
                        'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/auth/invocations'}""")
                .part("Integration", "C", Definition.MOCK)
                .part("Route", "C", CONNECT.replace("'NONE'", "'CUSTOM','AuthorizerId':'Z'"))
                .answering("D", "$default", "$context.identity.apiKeyId");
        definition
                .parts()
                .withObject("/Api")
                .put("ApiKeySelectionExpression", "$context.authorizer.usageIdentifierKey");
        UsagePlan plan = plan(Optional.empty(), Optional.empty());
        try (Gateways gateways = new Gateways(
                        WebSocketApi.parse(definition.parts(), Definition.STAGE.withUsagePlans(List.of(plan))),
                        time,
                        Gateways.answering(200, """
                                {"principalId": "me", "usageIdentifierKey": "key1", "policyDocument": {"Statement":
                                  {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}}}"""));
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("id1");
        }
    }

    @Test
    void aUsagePlanLimitsTheOpeningsOfItsKey() throws Exception {
        Definition definition =
                new Definition().part("Integration", "C", Definition.MOCK).part("Route", "C", CONNECT);
        UsagePlan throttled = plan(Optional.of(new Throttle(1, 1)), Optional.empty());
        UsagePlan counted = plan(Optional.empty(), Optional.of(new UsagePlan.Quota(1, UsagePlan.Period.DAY)));
        for (UsagePlan plan : List.of(throttled, counted)) {
            try (Gateways gateways = gateways(definition, plan)) {
                gateways.client("x-api-key", "key1").close();

                assertThat(gateways.refusal("/api", "x-api-key", "key1")).isEqualTo(429);
            }
        }
    }

    private Gateways gateways(Definition definition, UsagePlan plan) {
        WebSocketStage stage = Definition.STAGE.withUsagePlans(List.of(plan));
        return new Gateways(WebSocketApi.parse(definition.parts(), stage), time, Gateways.answering(500, ""));
    }

    private static UsagePlan plan(Optional<Throttle> throttle, Optional<UsagePlan.Quota> quota) {
        return new UsagePlan("plan", List.of(new UsagePlan.ApiKey("id1", "key1")), throttle, quota);
    }
}
