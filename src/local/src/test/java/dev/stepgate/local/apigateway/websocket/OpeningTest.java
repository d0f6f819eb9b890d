// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clients that may open a connection: the route $connect and its authorizations (developer guide,
/// "Control and manage access to WebSocket APIs in API Gateway").
@SuppressWarnings("NullAway")
class OpeningTest {
    private static final String AUTHORIZER = "{'AuthorizerType':'REQUEST','AuthorizerUri':"
            + "'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/auth/invocations',"
            + "'IdentitySource':['route.request.querystring.token']}";
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/execute-api/aws4_request, Signature=ab";

    /// Headers as in `$connect` events that four public projects recorded.
    @Test
    void showsTheOpeningToTheFunctionBehindConnect() throws Exception {
        Definition definition = new Definition().route("C", "$connect", Definition.FUNCTION);
        Function<Gateways.Call, CompletionStage<HttpResponse>> backend = Gateways.answering(
                200, "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"chat\",\"X\":\"1\"}}");
        try (Gateways gateways = new Gateways(definition, backend);
                TestClient client = new TestClient(
                        gateways.port(), "/api?a=1&a=2", "X-Who", "me", "Sec-WebSocket-Protocol", "chat")) {
            JsonNode event = Json.parse(gateways.calls.take().request().body());

            assertThat(event.at("/headers/X-Who").asText()).isEqualTo("me");
            assertThat(event.path("headers").properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("Connection", "Upgrade")
                    .contains("Host", "Sec-WebSocket-Key", "X-Forwarded-For", "X-Forwarded-Proto");
            assertThat(event.at("/headers/X-Forwarded-Port").asText()).isEqualTo("" + gateways.port());
            assertThat(event.at("/headers/X-Amzn-Trace-Id").asText()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
            assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("2");
            assertThat(event.at("/multiValueQueryStringParameters/a")).isEqualTo(Json.parse("[\"1\",\"2\"]"));
            assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("CONNECT");
            assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("$connect");
            assertThat(event.at("/requestContext/messageId").isMissingNode()).isTrue();
            assertThat(event.has("body")).isFalse();
            assertThat(client.subprotocol()).isEqualTo("chat");
        }
    }

    /// As in aws-samples/serverless-trivia-game, backend/Step5/template.yaml: the route is there for its authorizer.
    @Test
    void aRouteConnectWithoutIntegrationAccepts() throws Exception {
        Definition definition = new Definition()
                .part("Route", "C", "{'RouteKey':'$connect','AuthorizationType':'NONE'}")
                .answering("E", "$default", "hello");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{}"));
                TestClient client = new TestClient(gateways.port(), "/api")) {
            client.send("{}");

            assertThat(client.next()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"statusCode\":401} | 401", "{\"statusCode\":500} | 500", "\"text\" | 502", "{\"body\":1} | 502"
            })
    void refusesWithTheStatusOfTheFunctionBehindConnect(String answer, int status) throws Exception {
        Definition definition = new Definition().route("C", "$connect", Definition.FUNCTION);
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, answer))) {
            assertThat(gateways.refusal("/api")).isEqualTo(status);
            assertThat(gateways.connections.count()).isZero();
        }
    }

    @Test
    void opensByAMockWhoseKeyIsItsStatus() throws Exception {
        Definition definition = new Definition()
                .route("C", "$connect", Definition.MOCK)
                .twoWay("C")
                .response("C", "/200/", "")
                .answering("D", "$default", "here");
        try (Gateways gateways = new Gateways(definition);
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("here");
        }
    }

    @Test
    void refusesAnOpeningWithoutARequiredParameter() throws Exception {
        Definition definition = new Definition()
                .part("Integration", "C", Definition.MOCK)
                .part(
                        "Route",
                        "C",
                        "{'RouteKey':'$connect','Target':'integrations/C',"
                                + "'RequestParameters':{'route.request.querystring.room':{'Required':true}}}");
        try (Gateways gateways = new Gateways(definition)) {
            assertThat(gateways.refusal("/api")).isEqualTo(400);
            new TestClient(gateways.port(), "/api?room=1").close();
        }
    }

    @Test
    void opensForASignedRequestWhereIamIsRequired() throws Exception {
        Definition definition = new Definition()
                .part("Integration", "C", Definition.MOCK)
                .part("Route", "C", "{'RouteKey':'$connect','Target':'integrations/C','AuthorizationType':'AWS_IAM'}");
        try (Gateways gateways = new Gateways(definition)) {
            assertThat(gateways.refusal("/api")).isEqualTo(403);
            gateways.client("Authorization", SIGNED).close();
            new TestClient(gateways.port(), "/api?X-Amz-Signature=ab").close();
        }
    }

    @Test
    void callsTheAuthorizerAndKeepsItsContext() throws Exception {
        try (Gateways gateways = new Gateways(authorized(), call -> policy(call, "Allow"));
                TestClient client = new TestClient(gateways.port(), "/api?token=t")) {
            JsonNode event = Json.parse(gateways.calls.take().request().body());
            assertThat(event.path("type").asText()).isEqualTo("REQUEST");
            assertThat(event.path("methodArn").asText())
                    .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:a1b2c3/api/$connect");
            assertThat(event.at("/headers/Connection").asText()).isEqualTo("upgrade");
            assertThat(event.at("/headers/Upgrade").asText()).isEqualTo("websocket");
            assertThat(event.at("/multiValueHeaders/content-length/0").asText()).isEqualTo("0");

            assertThat(client.send("{}").next()).isEqualTo("jane 7 true");
        }
    }

    @ParameterizedTest
    @CsvSource({"Deny, /api?token=t, 403", "Allow, /api, 401", "Allow, /api?token=, 401", "Broken, /api?token=t, 500"})
    void refusesAClientThatTheAuthorizerDoesNotAllow(String effect, String target, int status) throws Exception {
        try (Gateways gateways = new Gateways(authorized(), call -> policy(call, effect))) {
            assertThat(gateways.refusal(target)).isEqualTo(status);
        }
    }

    private static Definition authorized() {
        return new Definition()
                .part("Authorizer", "Z", AUTHORIZER)
                .part("Integration", "C", Definition.MOCK)
                .part(
                        "Route",
                        "C",
                        "{'RouteKey':'$connect','Target':'integrations/C',"
                                + "'AuthorizationType':'CUSTOM','AuthorizerId':'Z'}")
                .route("D", "$default", Definition.MOCK)
                .twoWay("D")
                .response(
                        "D",
                        "$default",
                        ",'ResponseTemplates':{'$default':'$context.authorizer.principalId $context.authorizer.n"
                                + " $context.authorizer.b'}");
    }

    private static CompletionStage<HttpResponse> policy(Gateways.Call call, String effect) {
        String arn = Json.parse(call.request().body()).path("methodArn").asText();
        return effect.equals("Broken")
                ? CompletableFuture.completedFuture(Gateways.functionError("{\"errorMessage\":\"x\"}"))
                : Gateways.answer(200, """
                        {"principalId":"jane","context":{"n":7,"b":true},"policyDocument":{"Statement":[
                        {"Effect":"%s","Action":"execute-api:Invoke","Resource":"%s"}]}}""".formatted(effect, arn));
    }
}
