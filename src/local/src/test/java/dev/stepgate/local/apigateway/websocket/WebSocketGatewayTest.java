// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.VirtualTime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The route that a message takes and the answer that its client receives, over real sockets. API Gateway's
/// behaviour is that of the chapter on WebSocket APIs in its developer guide.
@SuppressWarnings("NullAway")
class WebSocketGatewayTest {
    @Test
    void choosesTheRouteByTheMessage() throws Exception {
        Definition definition =
                new Definition().answering("J", "join", "joined").answering("D", "$default", "default");
        try (Gateways gateways = new Gateways(definition);
                TestClient client = gateways.client()) {
            assertThat(client.send("{\"action\":\"join\"}").next()).isEqualTo("joined");
            assertThat(client.send("{\"action\":\"leave\"}").next()).isEqualTo("default");
            assertThat(client.send("{\"action\":\"$connect\"}").next()).isEqualTo("default");
            assertThat(client.send("hello").next()).isEqualTo("default");
            assertThat(client.send("").next()).isEqualTo("default");
        }
    }

    @Test
    void answersForbiddenWhereNoRouteFits() throws Exception {
        try (Gateways gateways = new Gateways(new Definition().route("J", "join", Definition.MOCK));
                TestClient client = gateways.client()) {
            assertThat(client.send("hello").next())
                    .matches("\\{\"message\": \"Forbidden\", \"connectionId\":\"[A-Za-z0-9_-]{15}=\","
                            + " \"requestId\":\"[A-Za-z0-9_-]{15}=\"}");
        }
    }

    @Test
    void sendsNothingOnARouteWithoutARouteResponse() throws Exception {
        Definition definition =
                new Definition().route("D", "$default", Definition.FUNCTION).answering("P", "ping", "pong");
        Function<Gateways.Call, CompletionStage<HttpResponse>> backend =
                Gateways.answering(200, "{\"statusCode\":200,\"body\":\"unheard\"}");
        try (Gateways gateways = new Gateways(definition, backend);
                TestClient client = gateways.client()) {
            client.send("one way");
            gateways.calls.take();

            assertThat(client.send("{\"action\":\"ping\"}").next()).isEqualTo("pong");
        }
    }

    @Test
    void answersAnErrorFrameWhereAFunctionFailsAlsoWithoutARouteResponse() throws Exception {
        Definition definition = new Definition().route("D", "$default", Definition.FUNCTION);
        for (String answer : List.of("\"text\"", "[1]", "no JSON", "{\"statusCode\":\"x\"}", "{\"body\":{}}")) {
            try (Gateways gateways = new Gateways(definition, Gateways.answering(200, answer));
                    TestClient client = gateways.client()) {
                assertThat(client.send("{}").next())
                        .startsWith("{\"message\": \"Internal server error\", \"connectionId\":\"");
            }
        }
        try (Gateways gateways = new Gateways(
                        definition,
                        _ -> CompletableFuture.completedFuture(
                                Gateways.functionError("{\"errorMessage\":\"a secret\"}")));
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next())
                    .startsWith("{\"message\": \"Internal server error\"")
                    .doesNotContain("secret");
        }
    }

    @Test
    void answersAnErrorFrameWhereNoIntegrationResponseFits() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response("D", "/2\\\\d\\\\d/", "");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(400, "{}"));
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).startsWith("{\"message\": \"Internal server error\"");
        }
    }

    @Test
    void answersAnErrorFrameWhereATemplateFails() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response("D", "$default", ",'ResponseTemplates':{'$default':'$input.path(\\\"$[\\\")'}");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{}"));
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).startsWith("{\"message\": \"Internal server error\"");
        }
    }

    @Test
    void answersAnErrorFrameWhereAnHttpEndpointIsNotThere() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", "{'IntegrationType':'HTTP_PROXY','IntegrationUri':'http://127.0.0.1:1/'}")
                .twoWay("D");
        try (Gateways gateways = new Gateways(definition);
                TestClient client = gateways.client()) {
            assertThat(client.send("hi").next()).startsWith("{\"message\": \"Internal server error\"");
        }
    }

    @Test
    void givesUpOnAnIntegrationThatTakesTooLong() throws Exception {
        VirtualTime virtual = new VirtualTime();
        virtual.pause();
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response("D", "$default", "");
        try (Gateways gateways = new Gateways(definition.api(), virtual, _ -> new CompletableFuture<>());
                TestClient client = gateways.client()) {
            client.send("{}");
            gateways.calls.take();
            virtual.advance(Duration.ofSeconds(29));

            assertThat(client.next()).startsWith("{\"message\": \"Endpoint request timed out\"");
        }
    }

    @Test
    void servesConnectionsOnlyOnItsStage() throws Exception {
        try (Gateways gateways = new Gateways(new Definition().route("D", "$default", Definition.MOCK))) {
            assertThatThrownBy(() -> new TestClient(gateways.port(), "/other"))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .cause()
                    .satisfies(e -> assertThat(((WebSocketHandshakeException) e)
                                    .getResponse()
                                    .statusCode())
                            .isEqualTo(403));
            try (HttpClient http = HttpClient.newHttpClient()) {
                URI plain = URI.create("http://127.0.0.1:" + gateways.port() + "/api");
                assertThat(http.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }
}
