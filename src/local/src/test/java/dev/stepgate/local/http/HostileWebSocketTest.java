// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepgate.local.http.WebSocketHandler.Admission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Frames that no client should send, closed with the codes of RFC 6455, and clients that exhaust resources:
/// memory stays limited, and the next client is served.
@SuppressWarnings("NullAway")
class HostileWebSocketTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int PART = 128 * 1024;

    private final RecordingSession session = new RecordingSession();
    private final HttpServer server = HttpServer.start(
            ServerAddress.loopback(0), HttpLimits.apiGateway(), ServerHandlers.both(new Echo(), session));

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
        try (HttpServer other = start(handler);
                RawConnection client = new RawConnection(other.port())) {
            assertThat(client.send(RawWebSocket.HANDSHAKE).readAll())
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("X-Injected");
            assertThat(session.heard.take()).isEqualTo("closed 1006 ");
        }
    }

    @Test
    void negotiatesNoCompression() throws Exception {
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

    static List<Hostile> hostileFrames() {
        byte[] large = new byte[32 * 1024 + 1];
        byte[] full = new byte[32 * 1024];
        byte[] text = "text".getBytes(StandardCharsets.UTF_8);
        byte[] tornUtf8 = {(byte) 0xc3};
        return List.of(
                new Hostile("a frame larger than 32 KB", 1009, frame(RawWebSocket.LAST | RawWebSocket.TEXT, large)),
                new Hostile(
                        "a message larger than 128 KB",
                        1009,
                        frame(RawWebSocket.TEXT, full),
                        frame(RawWebSocket.CONTINUATION, full),
                        frame(RawWebSocket.CONTINUATION, full),
                        frame(RawWebSocket.CONTINUATION, full),
                        frame(RawWebSocket.CONTINUATION, text)),
                new Hostile("text that is no UTF-8", 1007, frame(RawWebSocket.LAST | RawWebSocket.TEXT, tornUtf8)),
                new Hostile(
                        "a frame that is not masked",
                        1002,
                        RawWebSocket.unmaskedFrame(RawWebSocket.LAST | RawWebSocket.TEXT, text)),
                new Hostile("a reserved bit", 1002, frame(RawWebSocket.LAST | 0x40 | RawWebSocket.TEXT, text)),
                new Hostile("a reserved opcode", 1002, frame(RawWebSocket.LAST | 3, text)),
                new Hostile("a continuation of nothing", 1002, frame(RawWebSocket.LAST, text)),
                new Hostile(
                        "a message within a message",
                        1002,
                        frame(RawWebSocket.TEXT, text),
                        frame(RawWebSocket.LAST | RawWebSocket.TEXT, text)),
                new Hostile("a ping in parts", 1002, frame(RawWebSocket.PING, text)),
                new Hostile("a ping of 126 bytes", 1002, frame(RawWebSocket.LAST | RawWebSocket.PING, new byte[126])),
                new Hostile(
                        "a close with half a code", 1002, frame(RawWebSocket.LAST | RawWebSocket.CLOSE, new byte[1])),
                new Hostile(
                        "a close with a code that is none",
                        1002,
                        frame(RawWebSocket.LAST | RawWebSocket.CLOSE, new byte[] {0, 1})));
    }

    private static byte[] frame(int firstByte, byte[] payload) {
        return RawWebSocket.frame(firstByte, payload);
    }

    @ParameterizedTest
    @MethodSource("hostileFrames")
    void closesWithTheCodeOfTheRfc(Hostile hostile) throws Exception {
        try (RawWebSocket client = new RawWebSocket(server.port())) {
            for (byte[] frame : hostile.frames()) {
                client.connection().sendWhatIsTaken(frame);
            }
            RawWebSocket.Frame close = client.read();

            assertThat(close.firstByte()).isEqualTo(RawWebSocket.LAST | RawWebSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(hostile.code());
        }
        assertThat(session.heard.take()).isEqualTo("opened");
        assertThat(session.heard.take()).startsWith("closed " + hostile.code());
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Hostile(String what, int code, byte[]... frames) {
        @Override
        public String toString() {
            return what;
        }
    }

    @Test
    void stopsReadingWhileMessagesPileUp() throws Exception {
        RecordingSession slow = new RecordingSession();
        CompletableFuture<Boolean> handled = new CompletableFuture<>();
        WebSocketHandler handler = _ -> CompletableFuture.completedFuture(
                new Admission.Admitted(Headers.none(), new DelayingSession(slow, handled)));
        try (HttpServer other = start(handler);
                RawWebSocket client = new RawWebSocket(other.port())) {
            assertThat(slow.heard.take()).isEqualTo("opened");
            byte[] part = "x".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);
            Thread sending = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 2000; i++) {
                    client.send(RawWebSocket.LAST | RawWebSocket.BINARY, part);
                }
            });
            for (int i = 0; i < 64; i++) {
                assertThat(slow.heard.take()).isEqualTo("binary 16384");
            }
            assertThat(sending.isAlive()).isTrue();
            handled.complete(true);
            for (int i = 64; i < 2000; i++) {
                assertThat(slow.heard.take()).isEqualTo("binary 16384");
            }
            sending.join();
        }
    }

    private static HttpServer start(WebSocketHandler handler) {
        return HttpServer.start(
                ServerAddress.loopback(0), HttpLimits.apiGateway(), ServerHandlers.both(new Echo(), handler));
    }
}
