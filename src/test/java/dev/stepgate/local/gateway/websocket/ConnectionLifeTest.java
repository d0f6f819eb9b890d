// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Opening, authorization, `@connections` and the ways in which a connection ends.
@SuppressWarnings("NullAway")
class ConnectionLifeTest {
    private static final String FUNCTION = "{'IntegrationType':'AWS_PROXY','IntegrationUri':"
            + "'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations'}";
    private static final String ECHO =
            "{'IntegrationType':'MOCK','RequestTemplates':{'$default':'{\\\"statusCode\\\":200}'}}";
    private static final String AUTHORIZER = "{'AuthorizerType':'REQUEST','AuthorizerUri':"
            + "'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/auth/invocations',"
            + "'IdentitySource':['route.request.querystring.token']}";
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/execute-api/aws4_request, Signature=ab";

    private final Time time = new RealTime();

    @Test
    void showsTheOpeningToTheFunctionBehindConnect() throws Exception {
        Definition definition = new Definition().route("C", "$connect", FUNCTION);
        Function<Gateways.Call, CompletionStage<HttpResponse>> backend = Gateways.answering(
                200, "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"chat\",\"X\":\"1\"}}");
        try (Gateways gateways = new Gateways(definition, time, backend);
                TestClient client = new TestClient(
                        gateways.port(), "/api?a=1&a=2", "X-Who", "me", "Sec-WebSocket-Protocol", "chat")) {
            JsonNode event = Json.parse(gateways.calls.take().request().body());

            assertThat(event.at("/headers/X-Who").asText()).isEqualTo("me");
            assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("2");
            assertThat(event.at("/multiValueQueryStringParameters/a")).isEqualTo(Json.parse("[\"1\",\"2\"]"));
            assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("CONNECT");
            assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("$connect");
            assertThat(event.at("/requestContext/messageId").isMissingNode()).isTrue();
            assertThat(event.has("body")).isFalse();
            assertThat(client.subprotocol()).isEqualTo("chat");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"statusCode\":401} | 401", "{\"statusCode\":500} | 500", "\"text\" | 502", "{\"body\":1} | 502"
            })
    void refusesWithTheStatusOfTheFunctionBehindConnect(String answer, int status) throws Exception {
        Definition definition = new Definition().route("C", "$connect", FUNCTION);
        try (Gateways gateways = new Gateways(definition, time, Gateways.answering(200, answer))) {
            assertThat(refusal(gateways, "/api")).isEqualTo(status);
            assertThat(gateways.connections.count()).isZero();
        }
    }

    @Test
    void opensByAMockWhoseKeyIsItsStatus() throws Exception {
        Definition definition = new Definition()
                .route("C", "$connect", ECHO)
                .twoWay("C")
                .response("C", "/200/", "")
                .route("D", "$default", ECHO)
                .twoWay("D")
                .response("D", "$default", ",'ResponseTemplates':{'$default':'here'}");
        try (Gateways gateways = new Gateways(definition, time, Gateways.answering(500, ""));
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("here");
        }
    }

    @Test
    void refusesAnOpeningWithoutARequiredParameter() throws Exception {
        Definition definition = new Definition()
                .part("Integration", "C", ECHO)
                .part(
                        "Route",
                        "C",
                        "{'RouteKey':'$connect','Target':'integrations/C',"
                                + "'RequestParameters':{'route.request.querystring.room':{'Required':true}}}");
        try (Gateways gateways = new Gateways(definition, time, Gateways.answering(500, ""))) {
            assertThat(refusal(gateways, "/api")).isEqualTo(400);
            new TestClient(gateways.port(), "/api?room=1").close();
        }
    }

    @Test
    void opensForASignedRequestWhereIamIsAsked() throws Exception {
        Definition definition = new Definition()
                .part("Integration", "C", ECHO)
                .part("Route", "C", "{'RouteKey':'$connect','Target':'integrations/C','AuthorizationType':'AWS_IAM'}");
        try (Gateways gateways = new Gateways(definition, time, Gateways.answering(500, ""))) {
            assertThat(refusal(gateways, "/api")).isEqualTo(403);
            gateways.client("Authorization", SIGNED).close();
            new TestClient(gateways.port(), "/api?X-Amz-Signature=ab").close();
        }
    }

    @Test
    void asksTheAuthorizerAndRemembersWhatItSaid() throws Exception {
        try (Gateways gateways = new Gateways(authorized(), time, call -> policy(call, "Allow"));
                TestClient client = new TestClient(gateways.port(), "/api?token=t")) {
            JsonNode event = Json.parse(gateways.calls.take().request().body());
            assertThat(event.path("type").asText()).isEqualTo("REQUEST");
            assertThat(event.path("methodArn").asText())
                    .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:a1b2c3/api/$connect");

            assertThat(client.send("{}").next()).isEqualTo("jane 7 true");
        }
    }

    @ParameterizedTest
    @CsvSource({"Deny, /api?token=t, 403", "Allow, /api, 401", "Allow, /api?token=, 401", "Broken, /api?token=t, 500"})
    void refusesWhomTheAuthorizerDoesNotAllow(String effect, String target, int status) throws Exception {
        try (Gateways gateways = new Gateways(authorized(), time, call -> policy(call, effect))) {
            assertThat(refusal(gateways, target)).isEqualTo(status);
        }
    }

    private static Definition authorized() {
        return new Definition()
                .part("Authorizer", "Z", AUTHORIZER)
                .part("Integration", "C", ECHO)
                .part(
                        "Route",
                        "C",
                        "{'RouteKey':'$connect','Target':'integrations/C',"
                                + "'AuthorizationType':'CUSTOM','AuthorizerId':'Z'}")
                .route("D", "$default", ECHO)
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

    @Test
    void postsToConnectionsDescribesAndDeletesThem() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", ECHO)
                .twoWay("D")
                .response("D", "$default", ",'ResponseTemplates':{'$default':'$context.connectionId'}");
        try (Gateways gateways = new Gateways(definition, time, Gateways.answering(500, ""));
                TestClient client = gateways.client("User-Agent", "test");
                HttpClient http = HttpClient.newHttpClient()) {
            String id = client.send("{}").next();
            URI connection = URI.create("http://127.0.0.1:" + gateways.port() + "/api/@connections/" + id);

            assertThat(send(http, HttpRequest.newBuilder(connection).POST(BodyPublishers.ofString("grüße")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.next()).isEqualTo("grüße");
            send(http, HttpRequest.newBuilder(connection).POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff})));
            assertThat(client.next()).isEqualTo("binary 1");
            assertThat(send(
                                    http,
                                    HttpRequest.newBuilder(connection)
                                            .POST(BodyPublishers.ofByteArray(new byte[131_073])))
                            .statusCode())
                    .isEqualTo(413);

            JsonNode described =
                    Json.parse(send(http, HttpRequest.newBuilder(connection)).body());
            assertThat(described.path("identity"))
                    .isEqualTo(Json.parse("{\"userAgent\":\"test\",\"sourceIp\":\"127.0.0.1\"}"));
            assertThat(described.path("connectedAt").asText()).endsWith("Z");

            URI otherStage = URI.create("http://127.0.0.1:" + gateways.port() + "/other/@connections/" + id);
            assertThat(send(http, HttpRequest.newBuilder(otherStage)).statusCode())
                    .isEqualTo(403);
            URI malformed = URI.create("http://127.0.0.1:" + gateways.port() + "/api/@connections/x");
            assertThat(send(http, HttpRequest.newBuilder(malformed)).body()).contains("Invalid connectionId: x");

            assertThat(send(http, HttpRequest.newBuilder(connection).DELETE()).statusCode())
                    .isEqualTo(204);
            assertThat(client.next()).isEqualTo("1000 Connection Closed Normally");
            await().until(() -> gateways.connections.count() == 0);
            assertThat(send(http, HttpRequest.newBuilder(connection).POST(BodyPublishers.ofString("late")))
                            .statusCode())
                    .isEqualTo(410);
        }
    }

    private static java.net.http.HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
            throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"4000, bye, 4000, bye", "1000, '', 1000, ''"})
    void tellsTheFunctionBehindDisconnectHowItEnded(int code, String reason, int told, String why) throws Exception {
        Definition definition = new Definition().route("X", "$disconnect", FUNCTION);
        try (Gateways gateways = new Gateways(definition, time, Gateways.answering(200, "{}"));
                TestClient client = gateways.client()) {
            client.sendClose(code, reason);

            JsonNode event = Json.parse(gateways.calls.take().request().body());
            assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
            assertThat(event.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(told);
            assertThat(event.at("/requestContext/disconnectReason").asText()).isEqualTo(why);
            assertThat(event.at("/headers/Host").asText()).isEqualTo("a1b2c3.execute-api.us-east-1.amazonaws.com");
        }
    }

    @Test
    void refusesBinaryFrames() throws Exception {
        try (Gateways gateways =
                        new Gateways(new Definition().route("D", "$default", ECHO), time, Gateways.answering(500, ""));
                TestClient client = gateways.client()) {
            assertThat(client.sendBinary(new byte[] {1}).next()).startsWith("1003 ");
        }
    }

    @Test
    void endsAConnectionThatIsIdleForTenMinutes() throws Exception {
        VirtualTime virtual = new VirtualTime();
        virtual.pause();
        try (Gateways gateways = pinging(virtual);
                TestClient client = gateways.client()) {
            client.send("{}").next();
            virtual.advance(Duration.ofMinutes(9));
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.advance(Duration.ofMinutes(9));
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.advance(Duration.ofMinutes(10));

            assertThat(client.next()).isEqualTo("1001 Going away");
        }
    }

    @Test
    void endsAConnectionAfterTwoHours() throws Exception {
        VirtualTime virtual = new VirtualTime();
        virtual.pause();
        try (Gateways gateways = pinging(virtual);
                TestClient client = gateways.client()) {
            for (int i = 0; i < 14; i++) {
                assertThat(client.send("{}").next()).isEqualTo("pong");
                virtual.advance(Duration.ofMinutes(8));
            }
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.advance(Duration.ofMinutes(8));

            assertThat(client.next()).isEqualTo("1001 Going away");
        }
    }

    @Test
    void virtualTimeDoesNotJumpBecauseAConnectionIsOpen() throws Exception {
        VirtualTime virtual = new VirtualTime();
        try (Gateways gateways = pinging(virtual);
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.awaitIdle();

            assertThat(client.send("{}").next()).isEqualTo("pong");
        }
    }

    private static Gateways pinging(Time time) {
        Definition definition = new Definition()
                .route("D", "$default", ECHO)
                .twoWay("D")
                .response("D", "$default", ",'ResponseTemplates':{'$default':'pong'}");
        return new Gateways(definition, time, Gateways.answering(500, ""));
    }

    private static int refusal(Gateways gateways, String target) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> new TestClient(gateways.port(), target));
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }
}
