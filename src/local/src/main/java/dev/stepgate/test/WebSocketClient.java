// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/// A connection to a WebSocket API.
public final class WebSocketClient implements AutoCloseable, AssertProvider<WebSocketAssert> {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ReceivedTexts texts = new ReceivedTexts();
    private final WebSocket socket;

    /// How the other side ended a connection.
    ///
    /// @param code as in RFC 6455: 1000 for a normal end, 1003 for a message of a kind that it does not take
    public record Close(int code, String reason) {}

    WebSocketClient(WebSocketHandshake handshake) {
        socket = handshake.connect(new Listener());
    }

    /// Connects to an API that runs anywhere, on AWS for instance.
    ///
    /// @param stage its URL with the stage
    public static WebSocketClient open(URI stage) {
        return WebSocketHandshake.to(stage).open();
    }

    /// What the API chose of the subprotocols that the handshake offered; empty for none.
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public void send(String text) {
        WebSocket unused = RealTimeLimit.await(socket.sendText(text, true), "sending " + text);
    }

    /// Sends a binary message.
    public void send(byte[] bytes) {
        WebSocket unused = RealTimeLimit.await(
                socket.sendBinary(ByteBuffer.wrap(bytes), true), "sending " + bytes.length + " bytes");
    }

    /// The next message; waits for it.
    ///
    /// @throws AssertionError when there is none, because of a close for instance
    public String next() {
        return switch (take("message")) {
            case Received.Text(String text) -> text;
            case Received.Binary(ByteBuffer bytes) ->
                throw new AssertionError("a binary message of " + bytes.remaining() + " bytes instead of a text");
            case Received.Closed(Close close) -> throw new AssertionError(close + " instead of a message");
            case Received.Failed(Throwable failure) -> throw new AssertionError("the connection broke", failure);
        };
    }

    /// The next message, which is a binary one.
    ///
    /// @throws AssertionError when it is not
    public byte[] nextBytes() {
        Received next = take("message");
        if (!(next instanceof Received.Binary(ByteBuffer buffer))) {
            throw new AssertionError(next + " instead of a binary message");
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /// Waits until the other side closes the connection; messages that come before are lost.
    public Close awaitClose() {
        while (true) {
            switch (take("close")) {
                case Received.Closed(Close close) -> {
                    return close;
                }
                case Received.Failed(Throwable failure) -> throw new AssertionError("the connection broke", failure);
                case Received.Text _, Received.Binary _ -> {}
            }
        }
    }

    /// Every text message so far, in order; those that [#next] has given too.
    public List<String> received() {
        return texts.soFar();
    }

    ReceivedTexts texts() {
        return texts;
    }

    /// For AssertJ's `assertThat(client)`.
    @Override
    public WebSocketAssert assertThat() {
        return new WebSocketAssert(this);
    }

    @Override
    public void close() {
        // the other side may have gone meanwhile: then there is nobody left to say it to
        WebSocket unused = RealTimeLimit.await(
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket), "closing");
        socket.abort();
    }

    private Received take(String expected) {
        try {
            Received next = received.poll(RealTimeLimit.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + expected + " within " + RealTimeLimit.LIMIT.toSeconds() + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw RealTimeLimit.interrupted(e);
        }
    }

    private sealed interface Received {
        record Text(String text) implements Received {}

        record Binary(ByteBuffer bytes) implements Received {}

        record Closed(Close close) implements Received {}

        record Failed(Throwable failure) implements Received {}
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                texts.add(text.toString());
                received.add(new Received.Text(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            while (part.hasRemaining()) {
                bytes.write(part.get());
            }
            if (last) {
                received.add(new Received.Binary(ByteBuffer.wrap(bytes.toByteArray())));
                bytes.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            texts.end();
            received.add(new Received.Closed(new Close(code, reason)));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            texts.end();
            received.add(new Received.Failed(failure));
        }
    }
}
