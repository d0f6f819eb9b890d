// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection to a WebSocket API.
public final class WebSocketClient implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private WebSocketClient(URI uri) {
        socket = Patience.await(
                CLIENT.newWebSocketBuilder().connectTimeout(Patience.LIMIT).buildAsync(uri, new Messages()),
                "the connection to " + uri);
    }

    /// Connects.
    static WebSocketClient open(URI uri) {
        return new WebSocketClient(uri);
    }

    public void send(String text) {
        WebSocket unused = Patience.await(socket.sendText(text, true), "sending " + text);
    }

    /// The next message; waits for it. A close is the message `closed with CODE REASON`.
    public String next() {
        try {
            String message = messages.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within " + Patience.LIMIT.toSeconds() + " s");
            }
            return message;
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            WebSocket unused = Patience.await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""), "closing");
        }
        socket.abort();
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                messages.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            messages.add("closed with " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            messages.add("failed: " + failure);
        }
    }
}
