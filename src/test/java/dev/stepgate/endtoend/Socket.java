// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A WebSocket whose messages can be waited for.
@SuppressWarnings("NullAway")
final class Socket implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Socket(URI uri) {
        this.socket = CLIENT.newWebSocketBuilder()
                .connectTimeout(Deployment.PATIENCE)
                .buildAsync(uri, new Messages())
                .join();
    }

    static Socket open(URI uri) {
        return new Socket(uri);
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /// The next message.
    String next() {
        try {
            String message = messages.poll(Deployment.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within " + Deployment.PATIENCE);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        socket.abort();
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                messages.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            messages.add("closed with " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            messages.add("failed: " + failure);
        }
    }
}
