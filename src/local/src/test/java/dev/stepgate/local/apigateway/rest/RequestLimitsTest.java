// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.StageSettings;
import dev.stepgate.local.apigateway.Throttle;
import dev.stepgate.local.apigateway.UsagePlan;
import dev.stepgate.local.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// API keys, usage plans and throttles (API Gateway Developer Guide, "Usage plans and API keys" and
/// "Throttle requests").
@SuppressWarnings("NullAway")
class RequestLimitsTest {
    private static final String DOCUMENT = """
            {openapi: '3.0.1', SOURCE
             components: {securitySchemes: {api_key: {type: 'apiKey', name: 'x-api-key', in: 'header'},
               lambda: {type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authorizer':
                 {type: 'token', authorizerUri: 'FUNCTION'}}}},
             paths: {'/key': {get: {security: [{api_key: []}], MOCK}}, '/open': {get: {MOCK}, put: {MOCK}},
               '/both': {get: {security: [{api_key: [], lambda: []}], MOCK}}}}
            """.replace("MOCK", """
            responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'mock',
              requestTemplates: {'application/json': '{"statusCode": 200}'}, responses: {default: {statusCode: '200',
              responseTemplates: {'application/json': '$context.identity.apiKey $context.identity.apiKeyId'}}}}""").replace("FUNCTION", TestApi.FUNCTION);

    private static TestApi api(StageSettings settings) {
        return TestApi.of(DOCUMENT.replace("SOURCE", ""), new Stage(TestApi.ADDRESS, "test", Map.of(), settings));
    }

    private static UsagePlan plan(Throttle throttle, UsagePlan.Quota quota) {
        List<UsagePlan.ApiKey> keys = List.of(new UsagePlan.ApiKey("id1", "key1"), new UsagePlan.ApiKey("id2", "key2"));
        return new UsagePlan("plan", keys, Optional.ofNullable(throttle), Optional.ofNullable(quota));
    }

    private static int status(TestApi api, String key) {
        return api.call("GET", "/key", Map.of("x-api-key", key)).status();
    }

    @Test
    void aMethodThatNeedsAKeyTakesThoseOfItsPlans() {
        TestApi api = api(StageSettings.NONE.withUsagePlans(List.of(plan(null, null))));

        HttpResponse response = api.call("GET", "/key", Map.of("X-API-Key", "key1"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("key1 id1");
        assertThat(status(api, "other")).isEqualTo(403);
        assertThat(api.get("/key").text()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(api.get("/open").status()).isEqualTo(200);
    }

    @Test
    void theKeyMayComeFromTheAuthorizer() {
        TestApi api = TestApi.of(
                        DOCUMENT.replace("SOURCE", "'x-amazon-apigateway-api-key-source': 'AUTHORIZER',"),
                        new Stage(
                                TestApi.ADDRESS,
                                "test",
                                Map.of(),
                                StageSettings.NONE.withUsagePlans(List.of(plan(null, null)))))
                .answering(200, """
                        {"principalId": "me", "usageIdentifierKey": "key2", "policyDocument": {"Statement":
                          {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}}}""");

        assertThat(api.call("GET", "/both", Map.of("Authorization", "t")).text())
                .isEqualTo("key2 id2");
    }

    /// [ApiStage](https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html): throttle
    @Test
    void aMethodsOwnThrottleTakesThePlaceOfThePlans() {
        UsagePlan plan = plan(new Throttle(100, 100), null);
        StageSettings.MethodThrottle slow = new StageSettings.MethodThrottle("/key", "GET", new Throttle(1, 1));
        UsagePlan withMethod = new UsagePlan(plan.name(), plan.keys(), plan.throttle(), plan.quota(), List.of(slow));
        TestApi api = api(StageSettings.NONE.withUsagePlans(List.of(withMethod)));

        assertThat(status(api, "key1")).isEqualTo(200);
        assertThat(status(api, "key1")).isEqualTo(429);
        assertThat(status(api, "key2")).isEqualTo(200);
    }

    @Test
    void aPlanLimitsTheRateOfEachKey() {
        TestApi api = api(StageSettings.NONE.withUsagePlans(List.of(plan(new Throttle(2, 3), null))));

        for (int i = 0; i < 3; i++) {
            assertThat(status(api, "key1")).isEqualTo(200);
        }
        assertThat(status(api, "key1")).isEqualTo(429);
        assertThat(status(api, "key2")).isEqualTo(200);
        api.now = api.now.plusMillis(500);
        assertThat(status(api, "key1")).isEqualTo(200);
        assertThat(status(api, "key1")).isEqualTo(429);
    }

    @Test
    void aPlanLimitsTheRequestsOfAPeriod() {
        TestApi api = api(
                StageSettings.NONE.withUsagePlans(List.of(plan(null, new UsagePlan.Quota(2, UsagePlan.Period.DAY)))));

        assertThat(status(api, "key1")).isEqualTo(200);
        assertThat(status(api, "key1")).isEqualTo(200);
        HttpResponse refused = api.call("GET", "/key", Map.of("x-api-key", "key1"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).isEqualTo("{\"message\":\"Limit Exceeded\"}");
        assertThat(refused.headers().first("x-amzn-ErrorType")).contains("LimitExceededException");
        assertThat(status(api, "key2")).isEqualTo(200);
        api.now = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(status(api, "key1")).isEqualTo(200);
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        TestApi weekly = api(
                StageSettings.NONE.withUsagePlans(List.of(plan(null, new UsagePlan.Quota(1, UsagePlan.Period.WEEK)))));
        TestApi monthly = api(
                StageSettings.NONE.withUsagePlans(List.of(plan(null, new UsagePlan.Quota(1, UsagePlan.Period.MONTH)))));

        assertThat(List.of(status(weekly, "key1"), status(monthly, "key1"))).containsExactly(200, 200);
        at("2026-11-22T23:59:59Z", weekly, monthly);
        assertThat(List.of(status(weekly, "key1"), status(monthly, "key1"))).containsExactly(429, 429);
        at("2026-11-23T00:00:00Z", weekly, monthly);
        assertThat(List.of(status(weekly, "key1"), status(monthly, "key1"))).containsExactly(200, 429);
        at("2026-12-01T00:00:00Z", weekly, monthly);
        assertThat(List.of(status(weekly, "key1"), status(monthly, "key1"))).containsExactly(200, 200);
    }

    private static void at(String time, TestApi... apis) {
        for (TestApi api : apis) {
            api.now = Instant.parse(time);
        }
    }

    @Test
    void aStageLimitsEachMethod() {
        TestApi api = api(StageSettings.NONE.withThrottles(List.of(
                new StageSettings.MethodThrottle("/open", "PUT", new Throttle(1, 2)),
                new StageSettings.MethodThrottle("/*", "*", new Throttle(1, 1)))));

        assertThat(api.get("/open").status()).isEqualTo(200);
        HttpResponse refused = api.get("/open");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(refused.headers().first("x-amzn-ErrorType")).contains("TooManyRequestsException");
        assertThat(api.call("PUT", "/open", Map.of()).status()).isEqualTo(200);
        assertThat(api.call("PUT", "/open", Map.of()).status()).isEqualTo(200);
        assertThat(api.call("PUT", "/open", Map.of()).status()).isEqualTo(429);
        api.now = api.now.plusSeconds(1);
        assertThat(api.get("/open").status()).isEqualTo(200);
    }
}
