// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that take more than they give back: memory stays bounded, and the next client is served.
@SuppressWarnings("NullAway")
class HostileWebSocketTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int PART = 128 * 1024;

    private final RecordingSession session = new RecordingSession();
    private final HttpServer server =
            HttpServer.start(ServerAddress.loopback(0), HttpLimits.apiGateway(), Doors.both(new Echo(), session));

    @AfterEach
    void stillServes() throws IOException {
        try (RawWebSocket next = new RawWebSocket(server.port())) {
            assertThat(next.handshake()).startsWith("HTTP/1.1 101 ");
        }
        server.close();
    }

    @Test
    void dropsAClientThatTakesNothingOfWhatItIsSent() throws Exception {
        try (RawWebSocket client = new RawWebSocket(server.port())) {
            assertThat(client.handshake()).startsWith("HTTP/1.1 101 ");
            WebSocketConnection connection = session.connection.get();
            AtomicLong unsent = new AtomicLong();
            long most = 0;
            while (connection.isOpen()) {
                unsent.addAndGet(PART);
                connection.sendBinary(new byte[PART]).whenComplete((_, _) -> unsent.addAndGet(-PART));
                most = Math.max(most, unsent.get());
                Thread.onSpinWait();
            }

            assertThat(most).as("bytes that wait to be sent").isLessThan(64 << 20);
            await().atMost(LONG).until(() -> unsent.get() == 0);
            assertThat(connection.sendText("late").toCompletableFuture())
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void answersAFloodOfPingsWithAsManyPongs() throws Exception {
        try (RawWebSocket client = new RawWebSocket(server.port())) {
            byte[] ping = RawWebSocket.frame(RawWebSocket.LAST | RawWebSocket.PING, new byte[] {7});
            Thread flood = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    client.connection().send(ping);
                }
            });
            for (int i = 0; i < 20_000; i++) {
                assertThat(client.read().firstByte()).isEqualTo(RawWebSocket.LAST | RawWebSocket.PONG);
            }
            flood.join();
        }
    }

    @Test
    void survivesAClientThatFloodsPingsAndReadsNoPong() throws Exception {
        try (RawWebSocket client = new RawWebSocket(server.port())) {
            byte[] payload = new byte[125];
            byte[] ping = RawWebSocket.frame(RawWebSocket.LAST | RawWebSocket.PING, payload);
            Thread flood = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    client.connection().sendWhatIsTaken(ping);
                }
            });
            assertThat(session.heard.take()).isEqualTo("opened");
            assertThat(session.heard.take()).isEqualTo("alive");
            flood.interrupt();
        }
        await().atMost(LONG).until(() -> session.heard.contains("closed 1006 "));
    }

    @Test
    void refusesToOpenWithAHeaderThatHttpDoesNotAllow() throws Exception {
        Headers injected = Headers.of("Sec-WebSocket-Protocol", "chat\r\nX-Injected: 1");
        WebSocketHandler handler =
                _ -> CompletableFuture.completedFuture(new WebSocketHandler.Admission.Admitted(injected, session));
        try (HttpServer other = HttpServer.start(
                        ServerAddress.loopback(0), HttpLimits.apiGateway(), Doors.both(new Echo(), handler));
                RawConnection client = new RawConnection(other.port())) {
            assertThat(client.send(RawWebSocket.HANDSHAKE).readAll())
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("X-Injected");
            assertThat(session.heard.take()).isEqualTo("closed 1006 ");
        }
    }

    @Test
    void agreesOnNoCompressionSoThatNothingCanExplode() throws Exception {
        String offer = RawWebSocket.HANDSHAKE.replace(
                "\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n");
        try (RawConnection client = new RawConnection(server.port())) {
            assertThat(client.send(offer).readResponse())
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
        }
    }

    @Test
    void refusesAClientThatDoesNotWaitForTheAnswerToItsHandshake() throws Exception {
        byte[] hello =
                RawWebSocket.frame(RawWebSocket.LAST | RawWebSocket.TEXT, "hello".getBytes(StandardCharsets.UTF_8));
        try (RawConnection client = new RawConnection(server.port())) {
            byte[] head = RawWebSocket.HANDSHAKE.getBytes(StandardCharsets.US_ASCII);
            byte[] both = new byte[head.length + hello.length];
            System.arraycopy(head, 0, both, 0, head.length);
            System.arraycopy(hello, 0, both, head.length, hello.length);

            client.send(both);

            assertThat(client.readAll()).startsWith("HTTP/1.1 400 ").contains("Frames came before");
        }
    }
}
