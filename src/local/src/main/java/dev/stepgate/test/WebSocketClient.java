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

    /// The other side's close of a connection.
    ///
    /// @param code as in RFC 6455: 1000 for a normal close, 1003 for an unsupported kind of message
    public record Close(int code, String reason) {}

    WebSocketClient(WebSocketHandshake handshake) {
        socket = handshake.connect(new Listener());
    }

    /// Connects to an API that runs anywhere, such as on AWS.
    ///
    /// @param stage its URL with the stage
    public static WebSocketClient open(URI stage) {
        return WebSocketHandshake.to(stage).open();
    }

    /// The subprotocol that the API chose from those in the handshake; empty for none.
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

    /// Waits for the next message and returns it.
    ///
    /// @throws AssertionError when there is none, for example because of a close
    public String next() {
        return switch (take("message")) {
            case Received.Text(String text) -> text;
            case Received.Binary(ByteBuffer bytes) ->
                throw new AssertionError("a binary message of " + bytes.remaining() + " bytes instead of a text");
            case Received.Closed(Close close) -> throw new AssertionError(close + " instead of a message");
            case Received.Failed(Throwable failure) -> throw new AssertionError("the connection broke", failure);
        };
    }

    /// Waits for the next message, which must be binary, and returns it.
    ///
    /// @throws AssertionError when it is not binary
    public byte[] nextBytes() {
        Received next = take("message");
        if (!(next instanceof Received.Binary(ByteBuffer buffer))) {
            throw new AssertionError(next + " instead of a binary message");
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /// Waits until the other side closes the connection; messages received before are dropped.
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

    /// Every text message so far, in order, including those that [#next] has returned.
    public List<String> received() {
        return texts.soFar();
    }

    ReceivedTexts texts() {
        return texts;
    }

    /// Supports AssertJ's `assertThat(client)`.
    @Override
    public WebSocketAssert assertThat() {
        return new WebSocketAssert(this);
    }

    @Override
    public void close() {
        // the other side may have gone meanwhile, so that nobody receives the close
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
