// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.http.WebSocketHandler.Admission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// WebSockets as in RFC 6455, with API Gateway's sizes.
class WebSocketTest {
    private static final byte[] NOTHING = {};

    private final RecordingSession session = new RecordingSession();

    @Test
    void talksWithTheClientOfTheJdk() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (HttpServer server = start(session);
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/stage"), new WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            received.add(text.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .get();
            socket.sendText("grüße ", false).get();
            socket.sendText("日本", true).get();

            assertThat(received.take()).isEqualTo("grüße 日本");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get();
            assertThat(List.of(session.heard.take(), session.heard.take(), session.heard.take()))
                    .containsExactly("opened", "text grüße 日本", "closed 1000 bye");
        }
    }

    @Test
    void acceptsTheHandshakeWithTheSampleKeyOfTheRfc() throws Exception {
        WebSocketHandler choosing = _ -> CompletableFuture.completedFuture(
                new Admission.Admitted(Headers.of("Sec-WebSocket-Protocol", "chat"), session));
        try (HttpServer server = start(choosing);
                RawWebSocket client = new RawWebSocket(server.port())) {
            assertThat(client.handshake())
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .containsIgnoringCase("sec-websocket-protocol: chat\r\n");
        }
    }

    @Test
    void passesOnARefusalToOpen() throws Exception {
        HttpResponse forbidden = HttpResponse.of(403, "application/json", "{\"message\":\"Forbidden\"}");
        WebSocketHandler refusing = _ -> CompletableFuture.completedFuture(new Admission.Refused(forbidden));
        try (HttpServer server = start(refusing);
                RawConnection client = new RawConnection(server.port())) {
            assertThat(client.send(RawWebSocket.HANDSHAKE).readAll())
                    .startsWith("HTTP/1.1 403 ")
                    .endsWith("{\"message\":\"Forbidden\"}");
        }
    }

    @Test
    void refusesWith500WhenOpeningFails() throws Exception {
        WebSocketHandler failing = _ -> CompletableFuture.failedFuture(new IllegalStateException("a secret"));
        try (HttpServer server = start(failing);
                RawConnection client = new RawConnection(server.port())) {
            assertThat(client.send(RawWebSocket.HANDSHAKE).readAll())
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("secret");
        }
    }

    @Test
    void servesOrdinaryRequestsBesides() throws Exception {
        try (HttpServer server = start(session);
                RawConnection client = new RawConnection(server.port())) {
            assertThat(client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").readResponse())
                    .endsWith("GET /x? ");
        }
    }

    @Test
    void refusesInvalidHandshakes() throws Exception {
        try (HttpServer server = start(session)) {
            assertThat(handshake(server, "Version: 13", "Version: 8"))
                    .startsWith("HTTP/1.1 426 ")
                    .contains("Sec-WebSocket-Version: 13");
            assertThat(handshake(server, "dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(handshake(server, "GET /stage", "POST /stage")).startsWith("HTTP/1.1 400 ");
            assertThat(handshake(server, "keep-alive, Upgrade", "keep-alive")).startsWith("HTTP/1.1 400 ");
            assertThat(handshake(server, "Sec-WebSocket-Key", "Sec-WebSocket-Kez"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    private static String handshake(HttpServer server, String part, String other) throws IOException {
        try (RawConnection client = new RawConnection(server.port())) {
            return client.send(RawWebSocket.HANDSHAKE.replace(part, other)).readAll();
        }
    }

    @Test
    void answersAPingAndReportsIt() throws Exception {
        try (HttpServer server = start(session);
                RawWebSocket client = new RawWebSocket(server.port())) {
            client.send(RawWebSocket.LAST | RawWebSocket.PING, "are you there".getBytes(StandardCharsets.UTF_8));

            RawWebSocket.Frame pong = client.read();
            assertThat(pong.firstByte()).isEqualTo(RawWebSocket.LAST | RawWebSocket.PONG);
            assertThat(pong.text()).isEqualTo("are you there");
            assertThat(session.heard.take()).isEqualTo("opened");
            assertThat(session.heard.take()).isEqualTo("alive");
        }
    }

    @Test
    void takesAFrameAndAMessageOfExactlyTheLimits() throws Exception {
        try (HttpServer server = start(session);
                RawWebSocket client = new RawWebSocket(server.port())) {
            byte[] part = "x".repeat(32 * 1024).getBytes(StandardCharsets.US_ASCII);
            client.send(RawWebSocket.TEXT, part)
                    .send(RawWebSocket.CONTINUATION, part)
                    .send(RawWebSocket.CONTINUATION, part)
                    .send(RawWebSocket.LAST | RawWebSocket.CONTINUATION, part);

            assertThat(client.read().payload()).hasSize(128 * 1024);
        }
    }

    @Test
    void echoesTheCodeOfAClose() throws Exception {
        try (HttpServer server = start(session);
                RawWebSocket client = new RawWebSocket(server.port())) {
            client.send(RawWebSocket.LAST | RawWebSocket.CLOSE, new byte[] {0x0f, (byte) 0xa0, 'o', 'k'});

            assertThat(client.read().closeCode()).isEqualTo(4000);
            assertThat(client.connection().readAll()).isEmpty();
            assertThat(session.heard.take()).isEqualTo("opened");
            assertThat(session.heard.take()).isEqualTo("closed 4000 ok");
        }
    }

    @Test
    void reportsACloseWithoutACode() throws Exception {
        try (HttpServer server = start(session);
                RawWebSocket client = new RawWebSocket(server.port())) {
            client.send(RawWebSocket.LAST | RawWebSocket.CLOSE, NOTHING);

            assertThat(client.read().payload()).isEmpty();
            assertThat(session.heard.take()).isEqualTo("opened");
            assertThat(session.heard.take()).isEqualTo("closed 1005 ");
        }
    }

    @Test
    void reportsABrokenConnection() throws Exception {
        try (HttpServer server = start(session)) {
            RawWebSocket client = new RawWebSocket(server.port());
            assertThat(session.heard.take()).isEqualTo("opened");
            client.connection().drop();

            assertThat(session.heard.take()).isEqualTo("closed 1006 ");
            WebSocketConnection gone = session.connection.get();
            assertThat(gone.isOpen()).isFalse();
            assertThatThrownBy(() -> gone.sendText("late").toCompletableFuture().get())
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void closesWithItsOwnCodeAndWaitsForTheAnswer() throws Exception {
        try (HttpServer server = start(session);
                RawWebSocket client = new RawWebSocket(server.port())) {
            session.connection.get().close(1001, "idle");

            RawWebSocket.Frame close = client.read();
            assertThat(close.closeCode()).isEqualTo(1001);
            client.send(RawWebSocket.LAST | RawWebSocket.CLOSE, close.payload());
            assertThat(client.connection().readAll()).isEmpty();
            assertThat(session.heard.take()).isEqualTo("opened");
            assertThat(session.heard.take()).startsWith("closed 1001");
        }
    }

    @Test
    void closesWith1011WhenHandlingAMessageFails() throws Exception {
        RecordingSession heard = new RecordingSession();
        WebSocketHandler failing = _ -> CompletableFuture.completedFuture(new Admission.Admitted(
                Headers.none(),
                new DelayingSession(heard, CompletableFuture.failedFuture(new IllegalStateException("a secret")))));
        try (HttpServer server = start(failing);
                RawWebSocket client = new RawWebSocket(server.port())) {
            RawWebSocket.Frame close = client.sendText("x").read();

            assertThat(close.closeCode()).isEqualTo(1011);
            assertThat(close.text()).doesNotContain("secret");
        }
    }

    @Test
    void goesAwayWhenTheServerStops() throws Exception {
        HttpServer server = start(session);
        try (RawWebSocket client = new RawWebSocket(server.port())) {
            assertThat(session.heard.take()).isEqualTo("opened");
            Thread closing = Thread.ofVirtual().start(server::close);

            assertThat(client.read().closeCode()).isEqualTo(1001);
            client.connection().drop();
            closing.join();
            assertThat(session.heard.take()).startsWith("closed 1001");
        }
    }

    private static HttpServer start(WebSocketHandler handler) {
        return HttpServer.start(
                ServerAddress.loopback(0), HttpLimits.apiGateway(), ServerHandlers.both(new Echo(), handler));
    }
}
