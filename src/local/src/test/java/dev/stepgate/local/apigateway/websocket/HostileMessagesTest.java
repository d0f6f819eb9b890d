// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages and connections that no client should send or break off like this. The gateway still answers the
/// next client.
class HostileMessagesTest {
    private static final String HANDSHAKE = """
            GET /api HTTP/1.1\r
            Host: a\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private final Gateways gateways = new Gateways(new Definition().answering("D", "$default", "pong"));

    @AfterEach
    void stillAnswers() throws Exception {
        try (TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("pong");
        }
        gateways.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{",
                "\"",
                "{\"action\":",
                "{\"action\":{}}",
                "{\"action\":[1]}",
                "\u0000",
                "#set($x)"
            })
    void acceptsAnyTextAsAMessage(String text) throws Exception {
        try (TestClient client = gateways.client()) {
            assertThat(client.send(text).next()).isEqualTo("pong");
        }
    }

    @Test
    void survivesDeeplyNestedJson() throws Exception {
        try (TestClient client = gateways.client()) {
            assertThat(client.send("[".repeat(30_000)).next()).isEqualTo("pong");
            assertThat(client.send("{\"action\":".repeat(3_000)).next()).isEqualTo("pong");
        }
    }

    @Test
    void forgetsConnectionsThatBreakWithinAnOpeningOrAMessage() throws Exception {
        byte[] halfAFrame = {(byte) 0x81, (byte) 0xfe, 0x7f};
        for (int i = 0; i < 1000; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateways.port())) {
                socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
                if (i % 2 == 0) {
                    socket.getInputStream().readNBytes("HTTP/1.1 101".length());
                    socket.getOutputStream().write(halfAFrame);
                }
                socket.setSoLinger(true, 0);
            }
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> gateways.connections.count() == 0);
    }
}
