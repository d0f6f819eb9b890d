// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The REST and WebSocket clients.
@StepgateTest
class ClientsTest {
    private final Stepgate stepgate;

    ClientsTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void anAnswerHasStatusHeadersAndBody() {
        RestAnswer answer = stepgate.rest().get("/1/users/12", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("application/json");
        assertThat(answer.json().path("valid").asBoolean()).isTrue();
        assertThat(answer.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(answer.text());
        assertThat(answer).hasToString("200 " + answer.text());
    }

    @Test
    void aBodyMayBeBytes() {
        byte[] body = "{\"input1\":\"ramen\"}".getBytes(StandardCharsets.UTF_8);

        RestAnswer answer =
                stepgate.rest().send("POST", "/ramen/start-execution", body, "Content-Type", "application/json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(stepgate.machine("RamenTimer").executions()).hasSize(1);
    }

    @Test
    void aBinaryMessageClosesTheConnectionWithItsCode() {
        try (WebSocketClient socket = stepgate.webSocket()) {
            socket.send(new byte[] {1, 2, 3});

            assertThat(socket.awaitClose().code()).isEqualTo(1003);
        }
    }

    @Test
    void aHandshakeCarriesHeadersAQueryAndSubprotocols() {
        WebSocketHandshake handshake =
                stepgate.handshake().header("X-Client", "test").query("room=1").subprotocols("chat.v2", "chat.v1");

        try (WebSocketClient socket = handshake.open()) {
            socket.send("hello");

            assertThat(Stepgate.json(socket.next()).path("error").path("code").asText())
                    .isEqualTo("BadRequest");
            assertThat(socket.subprotocol()).isIn("", "chat.v1", "chat.v2");
        }
    }

    @Test
    void aRefusedHandshakeTellsItsStatus() {
        WebSocketHandshake nowhere =
                WebSocketHandshake.to(stepgate.handshake().uri().resolve("/nowhere"));

        assertThatExceptionOfType(HandshakeRefusedException.class)
                .isThrownBy(nowhere::open)
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
    }
}
