// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// Records what it receives and echoes messages; also the WebSocket handler of a whole server.
final class RecordingSession implements WebSocketSession, WebSocketHandler {
    final CompletableFuture<WebSocketConnection> connection = new CompletableFuture<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<Admission> open(HttpRequest request) {
        return CompletableFuture.completedFuture(new Admission.Admitted(Headers.none(), this));
    }

    @Override
    public void opened(WebSocketConnection opened) {
        heard.add("opened");
        connection.complete(opened);
    }

    @Override
    public CompletionStage<?> text(String message) {
        heard.add("text " + message);
        return connection.join().sendText(message);
    }

    @Override
    public CompletionStage<?> binary(byte[] message) {
        heard.add("binary " + message.length);
        return connection.join().sendBinary(message);
    }

    @Override
    public void alive() {
        heard.add("alive");
    }

    @Override
    public void closed(int code, String reason) {
        heard.add("closed " + code + " " + reason);
    }
}
