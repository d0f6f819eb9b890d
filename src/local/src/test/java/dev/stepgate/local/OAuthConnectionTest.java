// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections with OAuth client credentials in HTTP Tasks and API destinations. When a token is asked for again:
/// [authorization methods](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html);
/// the request for it and its answer: RFC 6749, sections 4.4.2 and 4.4.3.
class OAuthConnectionTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private volatile String token = "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::giveToken);
        server.createContext("/orders", this::takeOrder);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        asked.add("token " + body(exchange) + " " + exchange.getRequestURI().getQuery());
        long count = asked.stream().filter(each -> each.startsWith("token")).count();
        answer(exchange, 200, token.formatted(count));
    }

    private void takeOrder(HttpExchange exchange) throws IOException {
        asked.add("order " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body(exchange));
        Integer status = statuses.poll();
        answer(exchange, status == null ? 200 : status, "{}");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private TemplateRun run() throws IOException {
        return new TemplateRun(folder, """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Shop:
                    Type: AWS::Events::Connection
                    Properties:
                      Name: shop
                      AuthorizationType: OAUTH_CLIENT_CREDENTIALS
                      AuthParameters:
                        OAuthParameters:
                          AuthorizationEndpoint: URL/token
                          HttpMethod: POST
                          ClientParameters: {ClientID: me, ClientSecret: a secret}
                          OAuthHttpParameters:
                            BodyParameters: [{Key: audience, Value: orders}]
                            QueryStringParameters: [{Key: v, Value: '1'}]
                  Orders:
                    Type: AWS::Events::ApiDestination
                    Properties:
                      {ConnectionArn: !GetAtt Shop.Arn, HttpMethod: POST, InvocationEndpoint: URL/orders}
                  Ordered:
                    Type: AWS::Events::Rule
                    Properties:
                      EventPattern: {source: [till]}
                      Targets: [{Id: orders, Arn: !GetAtt Orders.Arn, RoleArn: 'arn:aws:iam::123456789012:role/r', InputPath: $.detail}]
                  Machine:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Definition:
                        StartAt: Send
                        States:
                          Send:
                            Type: Task
                            Resource: arn:aws:states:::http:invoke
                            Parameters:
                              ApiEndpoint: URL/orders
                              Method: POST
                              RequestBody: {n: 1}
                              Authentication: {ConnectionArn: !GetAtt Shop.Arn}
                            Retry: [{ErrorEquals: [States.Http.StatusCode.401], MaxAttempts: 1}]
                            End: true
                """.replace(
                        "URL", "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private static JsonNode execute(TemplateRun run) {
        String execution = run.call(
                        "states",
                        "StartExecution",
                        "{'stateMachineArn':'arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Machine'}")
                .path("executionArn")
                .asText();
        return run.runtime().endOfExecution(execution).toCompletableFuture().join();
    }

    @Test
    void aTaskAsksForATokenOnce() throws IOException {
        try (TemplateRun run = run()) {
            assertThat(execute(run).path("status").asText()).isEqualTo("SUCCEEDED");
            execute(run);
        }

        assertThat(asked)
                .containsExactly(
                        "token audience=orders&client_id=me&client_secret=a+secret&grant_type=client_credentials v=1",
                        "order Bearer t1 {\"n\":1}",
                        "order Bearer t1 {\"n\":1}");
    }

    @Test
    void aTokenThatIsRefusedIsAskedForAgain() throws IOException {
        statuses.add(401);
        try (TemplateRun run = run()) {
            assertThat(execute(run).path("status").asText()).isEqualTo("SUCCEEDED");
        }

        assertThat(asked)
                .filteredOn(each -> each.startsWith("order"))
                .containsExactly("order Bearer t1 {\"n\":1}", "order Bearer t2 {\"n\":1}");
    }

    @Test
    void aTokenThatExpiresWithinAMinuteIsAskedForAgain() throws Exception {
        try (TemplateRun run = run()) {
            execute(run);
            run.pass(Duration.ofSeconds(3541));
            execute(run);
        }

        assertThat(asked).last().isEqualTo("order Bearer t2 {\"n\":1}");
    }

    @Test
    void anApiDestinationGetsTheTokenToo() throws Exception {
        statuses.add(407);
        try (TemplateRun run = run()) {
            run.call(
                    "events",
                    "PutEvents",
                    "{'Entries':[{'Source':'till','DetailType':'sale','Detail':'{\\u0022n\\u0022:7}'}]}");
            run.pass(Duration.ofSeconds(2));
        }

        assertThat(asked)
                .filteredOn(each -> each.startsWith("order"))
                .containsExactly("order Bearer t1 {\"n\":7}", "order Bearer t2 {\"n\":7}");
    }

    @Test
    void withoutATokenTheTaskFailsByTheConnection() throws IOException {
        token = "{\"error\":\"invalid_client\"}";
        try (TemplateRun run = run()) {
            JsonNode end = execute(run);

            assertThat(end.path("error").asText()).isEqualTo("Events.ConnectionResource.InvalidConnectionState");
            assertThat(end.path("cause").asText()).contains("has no access_token");
        }
    }

    @Test
    void theSecretIsNotShown() throws IOException {
        try (TemplateRun run = run()) {
            assertThat(run.call("events", "DescribeConnection", "{'Name':'shop'}")
                            .at("/AuthParameters/OAuthParameters/ClientParameters"))
                    .isEqualTo(Json.parse("{\"ClientID\":\"me\"}"));
        }
    }
}
